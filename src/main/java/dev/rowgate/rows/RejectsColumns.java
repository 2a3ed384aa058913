package dev.rowgate.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.options.Dialect;
import dev.rowgate.records.RawRecord;
import java.util.Arrays;
import java.util.List;

/// The two leading columns of a rejects file, `_line` and `_errors`: writes them in a dialect
/// ([DialectCells]), and recognises them in a file. Not thread-safe.
public final class RejectsColumns {

  private static final String LINE = "_line";
  private static final String ERRORS = "_errors";

  /// The labels, in a dialect that can write all their characters.
  public static final List<String> LABELS = List.of(LINE, ERRORS);

  /// The number of columns.
  public static final int COUNT = 2;

  private final Dialect dialect;
  private final DialectCells cells;
  private final String delimiter;
  private final byte[] delimiterBytes;

  public RejectsColumns(Dialect dialect) {
    this.dialect = dialect;
    this.cells = new DialectCells(dialect);
    this.delimiter = dialect.delimiter();
    this.delimiterBytes = delimiter.getBytes(UTF_8);
  }

  /// The labels as written, with a delimiter between them but none after the last one.
  public String labels() {
    return cells.write(LINE, false) + delimiter + cells.write(ERRORS, false);
  }

  /// The possible starts of the first row of a rejects file: as Rowgate writes it, and as a program
  /// that quotes every cell rewrites it.
  public List<String> starts() {
    return dialect.equals(Dialect.RFC_4180) ? Usual.STARTS : makeStarts();
  }

  private List<String> makeStarts() {
    return List.of(
        labels() + delimiter,
        cells.write(LINE, true) + delimiter + cells.write(ERRORS, true) + delimiter);
  }

  /// The two cells for a further header row; they add nothing to the labels.
  public String blanks() {
    String blank = "";
    if (delimiter.equals(" ") && dialect.skipInitialSpace()) {
      blank =
          dialect.quote() == Dialect.NONE
              ? Character.toString(cells.inPlaceOf(' '))
              : Character.toString(dialect.quote()).repeat(2);
    }
    return blank + delimiter + blank;
  }

  /// The two cells of a rejected record.
  public String cells(long line, String errors) {
    return cells.write(Long.toString(line), false) + delimiter + cells.write(errors, true);
  }

  /// Returns a further label of the same row.
  public String label(String text) {
    return cells.write(text, true);
  }

  /// Returns the number of leading cells of a file's first row that are labels of these columns; 0
  /// if it is no rejects file. They may be repeated in a file that an older version rejected twice.
  public int width(RawRecord row) {
    if (row.cellCount() < COUNT || !hasLength(row, 0, LINE) || !hasLength(row, 1, ERRORS)) {
      return 0;
    }
    String line = cells.asRead(LINE);
    String errors = cells.asRead(ERRORS);
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
        : new String(row.cellBytes(cell), row.from(cell), row.to(cell) - row.from(cell), UTF_8);
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
                UTF_8);
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
      int digit = cells.digit(c);
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
    if (at > end) {
      // The cells extend past the line that is rejected alone: what is left of them is kept.
      return start;
    }
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

  /// For the default dialect, which most runs have: computed once.
  private static final class Usual {
    static final List<String> STARTS = new RejectsColumns(Dialect.RFC_4180).makeStarts();

    private Usual() {}
  }
}
