package dev.rowgate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// Tells whether processes that a test starts can receive SIGINT. A shell starts background
/// processes with SIGINT ignored, and Maven and the JVM pass that on.
public final class Interrupts {

  private static final int SIGINT_BIT = 0b10;

  private Interrupts() {}

  public static boolean areIgnored() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    var ignored = Pattern.compile("(?m)^SigIgn:\\s*([0-9a-f]+)").matcher(Files.readString(status));
    return ignored.find() && (Long.parseUnsignedLong(ignored.group(1), 16) & SIGINT_BIT) != 0;
  }
}
