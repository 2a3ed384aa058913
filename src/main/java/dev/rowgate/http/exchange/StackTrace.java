package dev.rowgate.http.exchange;

import java.util.ArrayList;
import java.util.List;

/// Where an exception came from, without its messages: those may hold what stands in cells.
public final class StackTrace {

  private StackTrace() {}

  /// One line for each class of exception and each place, the first without any indentation.
  public static String of(Throwable thrown) {
    List<String> lines = new ArrayList<>();
    int causes = 0;
    for (Throwable next = thrown; next != null && causes < 10; next = next.getCause()) {
      lines.add((causes == 0 ? "" : "caused by ") + next.getClass().getName());
      for (StackTraceElement place : next.getStackTrace()) {
        lines.add("  at " + place);
      }
      causes++;
    }
    return String.join("\n", lines);
  }
}
