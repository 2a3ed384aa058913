package dev.rowgate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// Tells whether processes that a test starts ignore a signal. A shell starts background processes
/// with SIGINT ignored, and `nohup` with SIGHUP; Maven and the JVM pass that on.
public final class Interrupts {

  private Interrupts() {}

  public static boolean areIgnored() throws IOException {
    return isIgnored("INT");
  }

  /// @param signal `HUP`, `INT` or `TERM`
  public static boolean isIgnored(String signal) throws IOException {
    int number =
        switch (signal) {
          case "HUP" -> 1;
          case "INT" -> 2;
          case "TERM" -> 15;
          default -> throw new IllegalArgumentException(signal);
        };
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    var ignored = Pattern.compile("(?m)^SigIgn:\\s*([0-9a-f]+)").matcher(Files.readString(status));
    return ignored.find()
        && (Long.parseUnsignedLong(ignored.group(1), 16) & (1L << (number - 1))) != 0;
  }
}
