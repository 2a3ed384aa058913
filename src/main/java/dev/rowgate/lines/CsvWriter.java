package dev.rowgate.lines;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.options.Options;
import dev.rowgate.records.RawExcerpt;
import dev.rowgate.records.RawRecord;
import dev.rowgate.rows.Column;
import dev.rowgate.rows.Row;
import dev.rowgate.rows.RowProblems;
import java.util.List;

/// Writer of the rows of a conversion as CSV (RFC 4180): a header, then the values of each valid
/// record in canonical form. `src/docs/wire-format.md` specifies the format.
///
/// It omits rejected records and the summary. It writes the header only with the first row or at
/// the end, so that a run that is refused has no output. Not thread-safe.
public final class CsvWriter implements ResultWriter {

  private static final byte[] NOTHING = {};
  private static final byte[] EMPTY = "\"\"".getBytes(US_ASCII);
  private static final byte[] TRUE = "true".getBytes(US_ASCII);
  private static final byte[] FALSE = "false".getBytes(US_ASCII);
  private static final byte[] LINE_END = "\r\n".getBytes(US_ASCII);

  private final LineBuffer ready = new LineBuffer();
  private final Options options;
  private final boolean hasPositions;
  private final List<String> positionKeys;

  /// The cell with the input's name, and a comma; empty if there is only one input.
  private final byte[] fileCell;

  private List<Column> columns = List.of();

  /// The cell for a missing value, by column.
  private byte[][] nulls = {};

  private boolean hasHeader;

  public CsvWriter(Options options) {
    this.options = options;
    this.hasPositions = options.positions();
    this.positionKeys = Positions.keys(options);
    this.fileCell = fileCell(options);
  }

  private static byte[] fileCell(Options options) {
    if (!options.positions() || options.file() == null) {
      return NOTHING;
    }
    byte[] name = options.file().getBytes(UTF_8);
    var cell = new LineBuffer();
    putText(name, 0, name.length, cell);
    cell.write(',');
    return cell.toByteArray();
  }

  @Override
  public boolean takesRows() {
    return true;
  }

  @Override
  public void setColumns(List<Column> columns) {
    this.columns = columns;
    this.nulls = columns.stream().map(CsvWriter::nullText).toArray(byte[][]::new);
    if (!hasPositions && nulls.length == 1 && nulls[0].length == 0) {
      // A record of one empty cell would be a blank line, which readers skip.
      nulls[0] = EMPTY;
    }
  }

  /// Returns the empty cell, or the first of the field's missing values if the empty cell isn't one
  /// of them, so that it is read back as missing.
  private static byte[] nullText(Column column) {
    List<String> texts =
        column.field() == null ? List.of() : column.field().missingValues().texts();
    if (texts.isEmpty() || texts.contains("")) {
      return NOTHING;
    }
    byte[] text = texts.getFirst().getBytes(UTF_8);
    var cell = new LineBuffer();
    putText(text, 0, text.length, cell);
    return cell.toByteArray();
  }

  @Override
  public void writeRow(Row row) {
    writeHeader();
    if (hasPositions) {
      put(fileCell);
      put((row.record() + "," + row.line() + "," + row.byteOffset()).getBytes(US_ASCII));
    }
    for (int i = 0; i < nulls.length; i++) {
      if (hasPositions || i > 0) {
        ready.write(',');
      }
      switch (row.kind(i)) {
        case TEXT, JSON -> putText(row.bytes(i), row.from(i), row.to(i), ready);
        case NUMBER -> ready.write(row.bytes(i), row.from(i), row.to(i) - row.from(i));
        case TRUE -> put(TRUE);
        case FALSE -> put(FALSE);
        case NULL -> put(nulls[i]);
      }
    }
    put(LINE_END);
  }

  @Override
  public RowLines rowLinesElsewhere() {
    var other = new CsvWriter(options);
    other.setColumns(columns);
    other.hasHeader = true;
    return new RowLines(other, other.ready);
  }

  @Override
  public void append(LineBuffer lines) {
    writeHeader();
    lines.moveTo(ready);
  }

  private void writeHeader() {
    if (hasHeader || columns.isEmpty()) {
      return;
    }
    hasHeader = true;
    if (hasPositions) {
      put(String.join(",", positionKeys).getBytes(US_ASCII));
    }
    for (int i = 0; i < columns.size(); i++) {
      if (hasPositions || i > 0) {
        ready.write(',');
      }
      byte[] label = columns.get(i).key().getBytes(UTF_8);
      if (i == 0 && !isPlain(columns.get(i).key())) {
        // Programs guess a file's format from its first bytes: a byte order mark, `sep=`, others.
        putQuoted(label, 0, label.length, ready);
      } else {
        putText(label, 0, label.length, ready);
      }
    }
    put(LINE_END);
  }

  private static boolean isPlain(String label) {
    return label.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == ' ');
  }

  private void put(byte[] bytes) {
    ready.write(bytes, 0, bytes.length);
  }

  /// Writes a text. The empty text has quotes, to differ from a missing value.
  private static void putText(byte[] text, int from, int to, LineBuffer out) {
    if (from == to || needsQuotes(text, from, to)) {
      putQuoted(text, from, to, out);
    } else {
      out.write(text, from, to - from);
    }
  }

  private static boolean needsQuotes(byte[] text, int from, int to) {
    if (isBlank(text[from]) || isBlank(text[to - 1])) {
      return true;
    }
    for (int i = from; i < to; i++) {
      byte b = text[i];
      if (b == '"' || b == ',' || b == '\n' || b == '\r') {
        return true;
      }
    }
    return false;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  private static void putQuoted(byte[] text, int from, int to, LineBuffer out) {
    out.write('"');
    int start = from;
    for (int i = from; i < to; i++) {
      if (text[i] == '"') {
        // Writes up to the quote, inclusive; the next piece starts with it again, which doubles it.
        out.write(text, start, i + 1 - start);
        start = i;
      }
    }
    out.write(text, start, to - start);
    out.write('"');
  }

  @Override
  public void writeError(RawRecord record, RowProblems problems, RawExcerpt raw) {}

  @Override
  public void writeSummary(RunEnd end) {
    if (end.fault() == null) {
      writeHeader();
    }
  }

  @Override
  public LineBuffer output() {
    return ready;
  }
}
