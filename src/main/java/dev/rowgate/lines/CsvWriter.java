package dev.rowgate.lines;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.options.Options;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.records.RawExcerpt;
import dev.rowgate.records.RawRecord;
import dev.rowgate.rows.Column;
import dev.rowgate.rows.Row;
import dev.rowgate.rows.RowProblems;
import dev.rowgate.rows.Tally;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes the rows of a conversion as CSV (RFC 4180): a header, then the values of each valid
/// record in canonical form. `src/docs/wire-format.md` specifies the format.
///
/// Rejected records and the summary have no place in it. The header is held back until the first
/// row or the end, so that nothing is written of a run that is refused. Not thread-safe.
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

  /// The cell of the input's name and a comma; empty if it is the only one.
  private final byte[] fileCell;

  private List<Column> columns = List.of();

  /// What stands for no value, by column.
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
      // A record that is an empty cell would be a blank line, which is none.
      nulls[0] = EMPTY;
    }
  }

  /// The empty cell, or the first of the field's missing values if the empty cell isn't one of
  /// them: so it is read back as no value.
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
        // The first bytes of a file tell what it is: a byte order mark, `sep=`, another format.
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

  /// The empty text has quotes, so that it can be told from no value.
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
        // Up to the quote and with it; it begins the next piece too, and so is doubled.
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
  public void writeSummary(
      Summary summary,
      Tally tally,
      List<Column> columns,
      List<InputProblem> warnings,
      @Nullable Fault fault) {
    if (fault == null) {
      writeHeader();
    }
  }

  @Override
  public int ready() {
    return ready.size();
  }

  @Override
  public void trim() {
    ready.trim();
  }

  @Override
  public void drainTo(OutputStream out) throws IOException {
    ready.drainTo(out);
  }
}
