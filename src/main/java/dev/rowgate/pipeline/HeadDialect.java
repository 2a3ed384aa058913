package dev.rowgate.pipeline;

import dev.rowgate.options.Dialect;
import dev.rowgate.options.DialectProperty;
import dev.rowgate.options.Encoding;
import dev.rowgate.problem.InputProblem;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The dialect of an input, completed by its first bytes: a UTF-16 byte order mark determines the
/// encoding unless it was given, and a first line `sep=X`, which Excel writes and reads, the
/// delimiter.
///
/// @param dialect including what the first bytes determine
/// @param warnings about what they determine
/// @param problem why the input can't be read, or null
public record HeadDialect(
    Dialect dialect, List<InputProblem> warnings, @Nullable InputProblem problem) {

  private static final String SEP = "sep=";

  /// First bytes of inputs that may determine something.
  private static final String MAY_SAY = "s\0\u00EF\u00FE\u00FF";

  /// Maximum length in bytes; a mark and the line in UTF-16 are shorter.
  private static final int LONGEST = 20;

  private static final int[] UTF_32_LITTLE = {0xFF, 0xFE, 0, 0};
  private static final int[] UTF_32_BIG = {0, 0, 0xFE, 0xFF};

  /// Whether further bytes may determine something.
  static boolean isOpen(byte[] head, int length) {
    if (length < UTF_32_BIG.length
        && (begins(head, length, UTF_32_LITTLE) || begins(head, length, UTF_32_BIG))) {
      return true;
    }
    int seen = 0;
    boolean wide = false;
    for (int i = 0; i < length; i++) {
      int c = head[i] & 0xFF;
      boolean isOfMark = i < 3 && (c == 0xEF || c == 0xBB || c == 0xBF || c >= 0xFE);
      if (c == 0 || isOfMark) {
        wide |= c == 0;
        continue;
      }
      if (seen < SEP.length() && c != SEP.charAt(seen)) {
        return false;
      }
      if (seen >= SEP.length() && (c == '\n' || c == '\r')) {
        // The second byte of a UTF-16 line end may be missing.
        return wide && length % 2 != 0 && i == length - 1;
      }
      seen++;
    }
    return length < LONGEST;
  }

  /// @param head the first bytes, as many as can determine something
  static HeadDialect of(Dialect dialect, byte[] head) {
    if (head.length == 0 || MAY_SAY.indexOf(head[0] & 0xFF) < 0) {
      return new HeadDialect(dialect, List.of(), null);
    }
    List<InputProblem> warnings = new ArrayList<>();
    Dialect read = dialect;
    if (!dialect.namesEncoding()) {
      boolean little = begins(head, head.length, 0xFF, 0xFE);
      if (isWhole(head, UTF_32_LITTLE) || isWhole(head, UTF_32_BIG)) {
        return new HeadDialect(
            dialect,
            List.of(),
            new InputProblem.NotCsv("text in UTF-32", "write it in UTF-8 or UTF-16"));
      }
      if (head.length >= 2 && (little || begins(head, head.length, 0xFE, 0xFF))) {
        Charset charset = little ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
        read =
            read.said()
                .with(DialectProperty.ENCODING, new Encoding(charset, Encoding.Unit.UTF_16))
                .complete();
        warnings.add(new InputProblem.EncodingByMark(charset.name()));
      }
    }
    Sep sep = Sep.in(head, read.encoding());
    if (sep != null) {
      Dialect parted = withSep(read, sep.delimiter(), dialect.namesDelimiter());
      if (parted.conflict() == null) {
        warnings.add(new InputProblem.SepLine(sep.delimiter(), parted.delimiter()));
        read = parted;
      }
    }
    return new HeadDialect(read, warnings, null);
  }

  /// The line `sep=X` at the start of an input.
  ///
  /// @param delimiter the character `X`
  /// @param from start of the line, after a byte order mark
  /// @param to index after its line end
  public record Sep(String delimiter, int from, int to) {

    /// @param head the first bytes of the input
    /// @return null if it begins with another line
    public static @Nullable Sep in(byte[] head, Encoding encoding) {
      Charset charset = charset(encoding, head);
      String text = new String(head, 0, Math.min(head.length, 2 * LONGEST), charset);
      int from = text.startsWith("\uFEFF") ? 1 : 0;
      if (!text.startsWith(SEP, from)) {
        return null;
      }
      int start = from + SEP.length();
      int end = start;
      while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
        end++;
      }
      String between = text.substring(start, end);
      boolean isOne = between.codePointCount(0, between.length()) == 1;
      if (!isOne || Character.isLetterOrDigit(between.codePointAt(0))) {
        return null;
      }
      int behind = Math.min(text.length(), end + (text.startsWith("\r\n", end) ? 2 : 1));
      return new Sep(
          between,
          text.substring(0, from).getBytes(charset).length,
          text.substring(0, behind).getBytes(charset).length);
    }

    private static Charset charset(Encoding encoding, byte[] head) {
      // The decoder of "UTF-16" would remove the mark.
      boolean little = begins(head, head.length, 0xFF, 0xFE);
      return encoding.charset().equals(StandardCharsets.UTF_16)
          ? little ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE
          : encoding.charset();
    }
  }

  /// The line is no row: it is skipped, unless the dialect skips the first line anyway.
  private static Dialect withSep(Dialect dialect, String delimiter, boolean isNamed) {
    return dialect
        .said()
        .with(DialectProperty.SKIP_ROWS, Math.max(1, dialect.skipRows()))
        .with(DialectProperty.DELIMITER, isNamed ? dialect.delimiter() : delimiter)
        .complete();
  }

  private static boolean isWhole(byte[] head, int... mark) {
    return head.length >= mark.length && begins(head, head.length, mark);
  }

  private static boolean begins(byte[] head, int length, int... mark) {
    for (int i = 0; i < Math.min(length, mark.length); i++) {
      if ((head[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return length > 0;
  }
}
