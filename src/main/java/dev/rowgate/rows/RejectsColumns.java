package dev.rowgate.rows;

import dev.rowgate.options.Dialect;
import dev.rowgate.records.RawRecord;
import java.nio.charset.CharsetEncoder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The two columns in front of a rejects file, `_line` and `_errors`: how a dialect writes them,
/// and how it is seen that a file has them.
///
/// A delimiter, an escape or the like may be a character of theirs: of a label, of a line number,
/// of a message. Such a cell is quoted or the character escaped. Where the dialect has neither,
/// another character takes its place, always the same one in the same dialect, so that the file is
/// known again under the options that it was written with. Not thread-safe.
public final class RejectsColumns {

  private static final String LINE = "_line";
  private static final String ERRORS = "_errors";

  /// The labels, where a dialect can write all of their characters.
  public static final List<String> LABELS = List.of(LINE, ERRORS);

  /// How many columns there are.
  public static final int COUNT = 2;

  /// What may take the place of a character that can't be written; more than any dialect needs.
  private static final String OTHERS = "_-.~^abcdefghijklmnopqrstuvwxyz";

  private final Dialect dialect;
  private final String delimiter;
  private final byte[] delimiterBytes;

  /// Made at the first need, as all below: most runs have no such columns.
  private @Nullable CharsetEncoder encoder;

  /// What takes the place of any character but a digit, and then what each of the ten digits is
  /// written as.
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

  /// The labels as they are written, a delimiter between them and none behind.
  public String labels() {
    return cell(LINE, false) + delimiter + cell(ERRORS, false);
  }

  /// How the first row of a rejects file begins: as it was written, or as a program writes it that
  /// quotes each cell.
  public List<String> starts() {
    return List.of(
        labels() + delimiter, cell(LINE, true) + delimiter + cell(ERRORS, true) + delimiter);
  }

  /// The same two cells of a further row of the header, which adds nothing to the labels.
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

  /// The cell that holds `text` on one line. Control characters become spaces, and what can't be
  /// written becomes another character.
  ///
  /// @param alwaysQuoted whether it has quotes if the dialect has, even if it needs none
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

  /// Whether the character means something in the dialect, somewhere.
  private boolean isSpecial(int c) {
    return c == delimiter.codePointAt(0)
        || c == dialect.quote()
        || c == dialect.escape()
        || (!dialect.comment().isEmpty() && c == dialect.comment().codePointAt(0))
        || endsRecord(c);
  }

  /// Even in quotes or behind an escape, a line end carries a record over to the next line.
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

  /// Some have other characters in the places of ASCII's punctuation.
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

  /// How many cells of the first row of a file are labels of these columns: 0 if it is no rejects
  /// file. A file that an older version has rejected again has them more than once.
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

  /// A label has as many bytes as characters, whatever stands in the place of some.
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

  /// The line of the original file that a record of a rejects file comes from: what its cell says,
  /// or where the record itself starts if that says nothing.
  ///
  /// @param width of these columns in the file
  /// @param bytes which hold the record from `start` on, whose cells may be known only in part
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

  /// @param otherwise what is returned if that is no number
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

  /// Where the record itself begins behind these columns.
  ///
  /// @param width of these columns in the file
  /// @param bytes which hold the record from `start` to `end`
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
