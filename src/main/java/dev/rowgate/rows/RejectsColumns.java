package dev.rowgate.rows;

import dev.rowgate.options.Dialect;
import dev.rowgate.records.RawRecord;
import java.nio.charset.CharsetEncoder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The two leading columns of a rejects file, `_line` and `_errors`: how they are written in a
/// dialect, and how a file with them is recognised.
///
/// A special character of the dialect may occur in a label, a line number or a message. The cell is
/// then quoted, or the character escaped. If the dialect allows neither, another character replaces
/// it, always the same one in the same dialect, so that the file is recognised again with the
/// options with which it was written. Not thread-safe.
public final class RejectsColumns {

  private static final String LINE = "_line";
  private static final String ERRORS = "_errors";

  /// The labels, in a dialect that can write all their characters.
  public static final List<String> LABELS = List.of(LINE, ERRORS);

  /// The number of columns.
  public static final int COUNT = 2;

  /// Possible replacements for characters that can't be written; more than any dialect needs.
  private static final String OTHERS = "_-.~^abcdefghijklmnopqrstuvwxyz";

  private final Dialect dialect;
  private final String delimiter;
  private final byte[] delimiterBytes;

  /// Created on demand, like everything below: most runs have no such columns.
  private @Nullable CharsetEncoder encoder;

  /// The replacement for any character but digits, followed by the representations of the ten
  /// digits.
  private @Nullable String substitutes;

  public RejectsColumns(Dialect dialect) {
    this.dialect = dialect;
    this.delimiter = dialect.delimiter();
    this.delimiterBytes = delimiter.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  private CharsetEncoder encoder() {
    CharsetEncoder known = encoder;
    if (known == null) {
      known = dialect.encoding().charset().newEncoder();
      encoder = known;
    }
    return known;
  }

  private String substitutes() {
    String known = substitutes;
    if (known == null) {
      int[] free = OTHERS.chars().filter(c -> !isSpecial(c)).toArray();
      var made = new StringBuilder().append((char) free[0]);
      for (char digit = '0'; digit <= '9'; digit++) {
        made.append(canWrite(digit) ? digit : (char) free[1 + digit - '0']);
      }
      known = made.toString();
      substitutes = known;
    }
    return known;
  }

  /// The labels as written, with a delimiter between them but none after the last one.
  public String labels() {
    return cell(LINE, false) + delimiter + cell(ERRORS, false);
  }

  /// The possible starts of the first row of a rejects file: as Rowgate writes it, and as a program
  /// that quotes every cell rewrites it.
  public List<String> starts() {
    return List.of(
        labels() + delimiter, cell(LINE, true) + delimiter + cell(ERRORS, true) + delimiter);
  }

  /// The two cells in a further header row, which add nothing to the labels.
  public String blanks() {
    String blank = "";
    if (delimiter.equals(" ") && dialect.skipInitialSpace()) {
      blank =
          dialect.quote() == Dialect.NONE
              ? Character.toString(inPlaceOf(' '))
              : Character.toString(dialect.quote()).repeat(2);
    }
    return blank + delimiter + blank;
  }

  /// The two cells of a rejected record.
  public String cells(long line, String errors) {
    return cell(Long.toString(line), false) + delimiter + cell(errors, true);
  }

  /// Writes `text` as a cell on one line. Control characters become spaces, and characters that
  /// can't be written are replaced.
  ///
  /// @param alwaysQuoted whether to quote the cell, if the dialect has quotes, even if it isn't
  ///   necessary
  public String cell(String text, boolean alwaysQuoted) {
    boolean quoted =
        dialect.quote() != Dialect.NONE
            && (alwaysQuoted || text.codePoints().anyMatch(this::isSpecial));
    String quote = quoted ? Character.toString(dialect.quote()) : "";
    var cell = new StringBuilder(quote);
    text.codePoints()
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .forEach(c -> {
          boolean meansItself =
              quoted ? c != dialect.quote() && c != dialect.escape() : !isSpecial(c);
          if (!canWrite(c)) {
            cell.append(inPlaceOf(c));
          } else if (meansItself) {
            cell.appendCodePoint(c);
          } else if (quoted && c == dialect.quote() && dialect.doubleQuote()) {
            cell.appendCodePoint(c).appendCodePoint(c);
          } else {
            cell.append((char) dialect.escape()).appendCodePoint(c);
          }
        });
    return cell.append(quote).toString();
  }

  /// Whether the character is special in the dialect at some position.
  private boolean isSpecial(int c) {
    return c == delimiter.codePointAt(0)
        || c == dialect.quote()
        || c == dialect.escape()
        || (!dialect.comment().isEmpty() && c == dialect.comment().codePointAt(0))
        || endsRecord(c);
  }

  /// Whether the character starts the line terminator, which continues the record on the next line
  /// even if it is quoted or escaped.
  private boolean endsRecord(int c) {
    return dialect.lineTerminator().isOther()
        && c == dialect.lineTerminator().text().codePointAt(0);
  }

  private boolean canWrite(int c) {
    if (endsRecord(c) || (!isInEveryEncoding(c) && !encoder().canEncode(Character.toString(c)))) {
      return false;
    }
    boolean escapes = dialect.escape() != Dialect.NONE;
    return c == dialect.quote()
        ? dialect.doubleQuote() || escapes
        : !isSpecial(c) || dialect.quote() != Dialect.NONE || escapes;
  }

  /// Some encodings have other characters in place of ASCII punctuation.
  private static boolean isInEveryEncoding(int c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  private char inPlaceOf(int c) {
    return substitutes().charAt(c >= '0' && c <= '9' ? 1 + c - '0' : 0);
  }

  private String asRead(String text) {
    var read = new StringBuilder();
    text.chars().forEach(c -> read.append(canWrite(c) ? (char) c : inPlaceOf(c)));
    return read.toString();
  }

  /// Returns the number of leading cells of a file's first row that are labels of these columns; 0
  /// if it is no rejects file. They may be repeated in a file that an older version rejected twice.
  public int width(RawRecord row) {
    if (row.cellCount() < COUNT || !hasLength(row, 0, LINE) || !hasLength(row, 1, ERRORS)) {
      return 0;
    }
    String line = asRead(LINE);
    String errors = asRead(ERRORS);
    int width = 0;
    while (width + COUNT <= row.cellCount()
        && line.equals(text(row, width))
        && errors.equals(text(row, width + 1))) {
      width += COUNT;
    }
    return width;
  }

  /// Whether a cell has the length of the label in bytes; replacements are ASCII too.
  private static boolean hasLength(RawRecord row, int cell, String label) {
    return row.isNull(cell) || row.to(cell) - row.from(cell) == label.length();
  }

  private String text(RawRecord row, int cell) {
    String nothing = dialect.nullSequence();
    return row.isNull(cell) && nothing != null
        ? nothing
        : new String(
            row.cellBytes(cell),
            row.from(cell),
            row.to(cell) - row.from(cell),
            java.nio.charset.StandardCharsets.UTF_8);
  }

  /// Returns the line in the original file of a record from a rejects file: the content of its
  /// first cell, or `itself` if that is no line number.
  ///
  /// @param itself the line on which the record starts
  /// @param width the number of leading cells, see [#width]
  /// @param bytes contains the record from `start` on; the record's cells may be incomplete
  public long line(RawRecord record, long itself, int width, byte[] bytes, int start) {
    if (width == 0 || record.cellCount() < width) {
      return itself;
    }
    String nothing = dialect.nullSequence();
    int cell = width - COUNT;
    String written =
        record.isNull(cell) && nothing != null
            ? nothing
            : new String(
                bytes,
                start + record.placeFrom(cell),
                record.placeTo(cell) - record.placeFrom(cell),
                java.nio.charset.StandardCharsets.UTF_8);
    return line(written, itself);
  }

  /// @param otherwise the result if `written` is no number
  private long line(String written, long otherwise) {
    long line = 0;
    for (int i = 0; i < written.length() && line < Long.MAX_VALUE / 100; i++) {
      char c = written.charAt(i);
      boolean leavesOut = c == dialect.escape() || c == dialect.quote();
      if (leavesOut && i + 1 < written.length()) {
        c = written.charAt(++i);
      }
      int digit = substitutes().indexOf(c, 1) - 1;
      if (digit < 0) {
        return otherwise;
      }
      line = 10 * line + digit;
    }
    return line == 0 ? otherwise : line;
  }

  /// Returns the start of the original record, after these columns.
  ///
  /// @param width the number of leading cells, see [#width]
  /// @param bytes contains the record in `[start, end)`
  public int behind(RawRecord record, int width, byte[] bytes, int start, int end) {
    if (width == 0 || record.cellCount() < width) {
      return start;
    }
    int at = start + record.placeTo(width - 1);
    if (at < end && (bytes[at] & 0xFF) == dialect.quote()) {
      at++;
    }
    while (at < end && !isDelimiter(bytes, at, end) && (bytes[at] == ' ' || bytes[at] == '\t')) {
      at++;
    }
    return isDelimiter(bytes, at, end) ? at + delimiterBytes.length : at;
  }

  private boolean isDelimiter(byte[] bytes, int at, int end) {
    int behind = at + delimiterBytes.length;
    return behind <= end
        && Arrays.equals(bytes, at, behind, delimiterBytes, 0, delimiterBytes.length);
  }
}
