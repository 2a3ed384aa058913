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

/// The program's arguments, decoded as UTF-8. The JVM decodes them by the locale, and puts U+FFFD
/// where that fails: under `LC_ALL=C` for every byte that is not ASCII. Linux still has the bytes
/// that were given.
///
/// @param args the arguments; empty if one can't be decoded
/// @param complaint which one that is; null if there is none
record ArgumentText(List<String> args, @Nullable String complaint) {

  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

  /// @param args as the JVM has decoded them
  static ArgumentText of(String... args) {
    for (String arg : args) {
      if (!arg.chars().allMatch(c -> c < 0x80)) {
        return of(args, bytes(args.length));
      }
    }
    return new ArgumentText(List.of(args), null);
  }

  /// @param bytes of each argument; empty where the system doesn't give them
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

  /// The last `count` arguments of this process; those before are the JVM's.
  private static List<byte[]> bytes(int count) {
    byte[] line;
    try {
      line = Files.readAllBytes(COMMAND_LINE);
    } catch (IOException e) {
      return List.of();
    }
    return last(line, count);
  }

  /// @param line arguments, a zero byte behind each
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

  /// As a shell's `$'…'` would have it.
  private static String shown(byte[] bytes) {
    var shown = new StringBuilder();
    for (byte b : bytes) {
      boolean isPlain = b >= ' ' && b < 0x7F;
      shown.append(isPlain ? String.valueOf((char) b) : String.format("\\x%02x", b & 0xFF));
    }
    return shown.toString();
  }
}
