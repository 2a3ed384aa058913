package dev.rowgate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The command-line arguments, decoded as UTF-8. The JVM decodes them with the locale's charset and
/// replaces undecodable bytes by U+FFFD: with `LC_ALL=C` every byte that isn't ASCII. Linux still
/// has the original bytes in `/proc`.
///
/// @param args the arguments; empty if one can't be decoded
/// @param complaint the message about that argument; null if there is none
record ArgumentText(List<String> args, @Nullable String complaint) {

  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

  /// @param args as decoded by the JVM
  static ArgumentText of(String... args) {
    for (String arg : args) {
      if (!arg.chars().allMatch(c -> c < 0x80)) {
        return of(args, bytes(args.length));
      }
    }
    return new ArgumentText(List.of(args), null);
  }

  /// @param bytes of each argument; empty if the system doesn't provide them
  static ArgumentText of(String[] args, List<byte[]> bytes) {
    var decoded = new ArrayList<String>();
    for (int i = 0; i < args.length; i++) {
      boolean isKnown = bytes.size() == args.length;
      String text = isKnown ? text(bytes.get(i)) : args[i].indexOf('\uFFFD') < 0 ? args[i] : null;
      if (text == null) {
        String shown = isKnown ? shown(bytes.get(i)) : args[i];
        return new ArgumentText(
            List.of(), "argument " + (i + 1) + " is not UTF-8: '" + shown + "'");
      }
      decoded.add(text);
    }
    return new ArgumentText(decoded, null);
  }

  /// Returns the last `count` arguments of this process; earlier ones are the JVM's.
  private static List<byte[]> bytes(int count) {
    byte[] line;
    try {
      line = Files.readAllBytes(COMMAND_LINE);
    } catch (IOException e) {
      return List.of();
    }
    return last(line, count);
  }

  /// @param line arguments, each terminated by a zero byte
  static List<byte[]> last(byte[] line, int count) {
    var last = new ArrayList<byte[]>();
    int end = line.length - 1;
    while (end >= 0 && last.size() < count) {
      int start = end;
      while (start > 0 && line[start - 1] != 0) {
        start--;
      }
      last.addFirst(Arrays.copyOfRange(line, start, end));
      end = start - 1;
    }
    return last;
  }

  private static @Nullable String text(byte[] bytes) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /// Returns the bytes in the syntax of a shell's `$'…'`.
  private static String shown(byte[] bytes) {
    var shown = new StringBuilder();
    for (byte b : bytes) {
      boolean isPlain = b >= ' ' && b < 0x7F;
      shown.append(isPlain ? String.valueOf((char) b) : String.format("\\x%02x", b & 0xFF));
    }
    return shown.toString();
  }
}
