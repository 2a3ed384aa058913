package dev.rowgate.http.exchange;

import java.util.ArrayList;
import java.util.List;

/// Formatter of stack traces without the exceptions' messages, which may contain content of cells.
public final class StackTrace {

  private StackTrace() {}

  /// Returns one line for each exception class and each frame, the first one without indentation.
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
