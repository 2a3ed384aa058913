package dev.rowgate.pipeline.head;

import dev.rowgate.bytes.Utf8;
import dev.rowgate.bytes.WideText;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.DialectProperty;
import dev.rowgate.options.Encoding;
import dev.rowgate.options.LineTerminator;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.rows.RejectsColumns;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The dialect of an input, completed by its first bytes: a UTF-16 byte order mark determines the
/// encoding unless it was given. The delimiter, unless it was given, is determined by a first line
/// `sep=X`, which Excel writes and reads, or by the two labels at the start of a rejects file,
/// whose input may have been separated as its name said.
///
/// @param dialect including what the first bytes determine
/// @param warnings about what they determine
/// @param problem why the input can't be read, or null
public record HeadDialect(
    Dialect dialect, List<InputProblem> warnings, @Nullable InputProblem problem) {

  private static final String SEP = "sep=";

  /// First bytes of inputs that may determine something.
  private static final String MAY_SAY = "s_\"\0\u00EF\u00FE\u00FF";

  /// Maximum length in bytes of a mark and the line in UTF-16.
  private static final int LONGEST = 20;

  private static final int[] UTF_32_LITTLE = {0xFF, 0xFE, 0, 0};
  private static final int[] UTF_32_BIG = {0, 0, 0xFE, 0xFF};

  /// Whether further bytes may determine something.
  static boolean isOpen(byte[] head, int length) {
    if (length < UTF_32_BIG.length
        && (begins(head, length, UTF_32_LITTLE) || begins(head, length, UTF_32_BIG))) {
      return true;
    }
    if (WideText.isOpen(head, length) || RejectsHead.isOpen(head, length)) {
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
        // A CR may be half of a CRLF, and each of them has two bytes in UTF-16.
        return length < LONGEST && length < i + (c == '\r' ? 2 : 1) * (wide ? 2 : 1);
      }
      seen++;
    }
    return length < LONGEST;
  }

  /// @param head the first bytes, as many as can determine something
  public static HeadDialect of(Dialect dialect, byte[] head) {
    String wide = dialect.namesEncoding() ? "" : WideText.encoding(head);
    if (!wide.isEmpty() && !isControl(dialect.delimiter().codePointAt(0))) {
      return new HeadDialect(dialect, List.of(), unmarked(wide));
    }
    if (head.length == 0 || MAY_SAY.indexOf(head[0] & 0xFF) < 0) {
      return new HeadDialect(dialect, List.of(), null);
    }
    List<InputProblem> warnings = new ArrayList<>();
    Dialect read = dialect;
    Charset mark = mark(head);
    InputProblem wrong =
        dialect.namesEncoding() ? contradiction(dialect.encoding(), head) : utf32(head);
    if (wrong instanceof InputProblem.OtherMark) {
      warnings.add(wrong);
    } else if (wrong != null) {
      return new HeadDialect(dialect, List.of(), wrong);
    } else if (!dialect.namesEncoding() && mark != null && !mark.equals(StandardCharsets.UTF_8)) {
      read =
          read.said()
              .with(DialectProperty.ENCODING, new Encoding(mark, Encoding.Unit.UTF_16))
              .complete();
      warnings.add(new InputProblem.EncodingByMark(mark.name()));
    }
    Sep sep = Sep.in(head, read);
    if (sep != null) {
      Dialect parted = withSep(read, sep.delimiter(), dialect.namesDelimiter());
      if (parted.conflict() == null) {
        warnings.add(new InputProblem.SepLine(sep.delimiter(), parted.delimiter()));
        read = parted;
      }
    } else if (!dialect.namesDelimiter()) {
      String delimiter = RejectsHead.delimiter(Sep.text(head, read.encoding()));
      if (delimiter != null) {
        Dialect parted = read.said().with(DialectProperty.USUAL_DELIMITER, delimiter).complete();
        read = parted.conflict() == null ? parted : read;
      }
    }
    return new HeadDialect(read, warnings, null);
  }

  /// Whether the rejects file of an input in dialect `written` shows its delimiter at the start, if
  /// it is read in dialect `read`.
  public static boolean isShownByRejects(Dialect written, Dialect read) {
    String labels = new RejectsColumns(written).labels() + written.delimiter();
    HeadDialect found = of(read, labels.getBytes(written.encoding().charset()));
    return written.isHeadFirst() && found.dialect().delimiter().equals(written.delimiter());
  }

  /// Whether it is a character that text has only as a delimiter.
  private static boolean isControl(int c) {
    return Character.isISOControl(c) && c != '\t';
  }

  private static InputProblem unmarked(String encoding) {
    return new InputProblem.NotCsv(
        "text in UTF-16 without a byte order mark", "name its encoding: encoding=" + encoding);
  }

  private static @Nullable InputProblem utf32(byte[] head) {
    return isWhole(head, UTF_32_LITTLE) || isWhole(head, UTF_32_BIG)
        ? new InputProblem.NotCsv("text in UTF-32", "write it in UTF-8 or UTF-16")
        : null;
  }

  /// Returns the problem of an input that begins with the byte order mark of another encoding than
  /// the named one; null if it doesn't. Text in UTF-8 or UTF-16 has no such first bytes; in other
  /// encodings they are characters, and the problem is a warning, [InputProblem.OtherMark].
  public static @Nullable InputProblem contradiction(Encoding named, byte[] head) {
    InputProblem wider = utf32(head);
    if (wider != null) {
      return wider;
    }
    Charset mark = mark(head);
    String name = named.name();
    if (mark == null || Set.of(name, name + "LE", name + "BE").contains(mark.name())) {
      return null;
    }
    return switch (named.unit()) {
      case UTF_8, UTF_16 -> new InputProblem.EncodingConflict(mark.name(), name);
      case SINGLE_BYTE, MULTI_BYTE -> new InputProblem.OtherMark(mark.name(), name);
    };
  }

  /// Returns the encoding of the byte order mark; null if there is none.
  private static @Nullable Charset mark(byte[] head) {
    if (isWhole(head, 0xFF, 0xFE)) {
      return StandardCharsets.UTF_16LE;
    }
    if (isWhole(head, 0xFE, 0xFF)) {
      return StandardCharsets.UTF_16BE;
    }
    return Utf8.byteOrderMark(head, 0, head.length) > 0 ? StandardCharsets.UTF_8 : null;
  }

  /// The line `sep=X` at the start of an input.
  ///
  /// @param delimiter the character `X`
  /// @param from start of the line, after a byte order mark
  /// @param to index after its line end
  public record Sep(String delimiter, int from, int to) {

    /// @param head the first bytes of the input
    /// @param dialect whose encoding and line terminator apply
    /// @return null if it begins with another line
    public static @Nullable Sep in(byte[] head, Dialect dialect) {
      Charset charset = charset(dialect.encoding(), head);
      int mark = Utf8.markLength(head, 0, head.length);
      String text = text(head, dialect.encoding());
      int from = text.startsWith("\uFEFF") ? 1 : 0;
      if (!text.startsWith(SEP, from)) {
        return null;
      }
      int start = from + SEP.length();
      if (start == text.length() || Character.isLetterOrDigit(text.codePointAt(start))) {
        return null;
      }
      int end = text.offsetByCodePoints(start, 1);
      String between = text.substring(start, end);
      int behind = end + lineEnd(text, end, dialect.lineTerminator());
      boolean goesOn = behind == end && end < text.length();
      if (goesOn || "\r\n".contains(between)) {
        return null;
      }
      return new Sep(
          between,
          mark + text.substring(0, from).getBytes(charset).length,
          mark + text.substring(0, behind).getBytes(charset).length);
    }

    /// Returns the first characters, without a byte order mark of UTF-8.
    private static String text(byte[] head, Encoding encoding) {
      int mark = Utf8.markLength(head, 0, head.length);
      int length = Math.min(head.length - mark, RejectsHead.LONGEST);
      return new String(head, mark, length, charset(encoding, head));
    }

    /// Returns the length of the line end at `at`; 0 if there is none.
    private static int lineEnd(String text, int at, LineTerminator terminator) {
      return Stream.of("\r\n", "\n", "\r", terminator.text())
          .filter(end -> text.startsWith(end, at))
          .findFirst()
          .map(String::length)
          .orElse(0);
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
