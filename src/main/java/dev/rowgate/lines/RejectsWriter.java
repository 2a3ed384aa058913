package dev.rowgate.lines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import dev.rowgate.options.Dialect;
import dev.rowgate.options.LineTerminator;
import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.RowProblem;
import dev.rowgate.records.RawRecord;
import dev.rowgate.records.RecordReader;
import dev.rowgate.records.SourceTap;
import dev.rowgate.rows.Column;
import dev.rowgate.rows.RejectsColumns;
import dev.rowgate.rows.RowProblems;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Writes the rejected records of a run as CSV in the input's own dialect and encoding: each with
/// its original bytes, behind a cell with the line it comes from and one that says what is wrong.
///
/// What stands before the header (a byte order mark, skipped lines, comments) comes first, so that
/// a mended file can be read with the options of the first run. Without a header one is made. Where
/// the input is such a file itself, its two columns are replaced, and the lines that they tell are
/// kept. Not thread-safe.
public final class RejectsWriter implements SourceTap {

  /// From here on problems are only counted, so that the cell is never what makes a record too
  /// long.
  private static final int ROOM = 1_000;

  private static final byte[] NOTHING = {};

  private Dialect dialect;
  private RejectsColumns own;
  private final LineBuffer ready = new LineBuffer();
  private @Nullable RecordReader reader;
  private @Nullable List<Column> columns;
  private boolean hasHeader;
  private boolean inRecord;

  /// How many cells in front of each record of the input are the columns of an earlier run.
  private int earlier;

  /// Follows the last record, and the header that is made where there was none.
  private byte[] footer = NOTHING;

  public RejectsWriter(Dialect dialect) {
    this.dialect = dialect;
    this.own = new RejectsColumns(dialect);
  }

  /// Why the rejects of this dialect couldn't be read by the options of the first run; null if they
  /// can. A row that is left out by its number is another one there.
  public static @Nullable InputProblem conflict(Dialect dialect) {
    int header = dialect.header() ? dialect.headerRows().getLast() : 0;
    return dialect.commentRows().stream()
        .filter(row -> row > header)
        .findFirst()
        .map(row ->
            new InputProblem.BadOption(
                "commentRows",
                Excerpt.of(row.toString()),
                "rows before the last one of the header, where rejects are written",
                null))
        .orElse(null);
  }

  /// Sets whose records it takes.
  ///
  /// @param dialect by which they are read, once the first bytes of the input are known
  public void readFrom(RecordReader reader, Dialect dialect) {
    this.reader = reader;
    this.dialect = dialect;
    this.own = new RejectsColumns(dialect);
    reader.setTap(this);
  }

  private RecordReader reader() {
    return Objects.requireNonNull(reader);
  }

  /// Sets the columns, whose names are the header where the input has none.
  public void setColumns(List<Column> columns) {
    this.columns = columns;
  }

  /// Takes the header, or the next row of it, from the reader.
  public void writeHeaderRow() {
    RawRecord row = reader().record();
    if (!hasHeader) {
      earlier = own.width(row);
    }
    put((hasHeader ? own.blanks() : own.labels()) + dialect.delimiter());
    hasHeader = true;
    putRecord();
  }

  /// Takes the record that the reader has just handed out.
  public void write(RowProblems problems) {
    if (!inRecord) {
      RawRecord record = reader().record();
      begin(
          own.line(record, record.line(), earlier, record.bytes(), record.start()),
          problems.listed(),
          problems.more());
    }
    inRecord = false;
    putRecord();
  }

  @Override
  public void between(byte[] bytes, int from, int to) {
    boolean isHeaderComplete = hasHeader && columns != null;
    if (!isHeaderComplete && reader().recordsRead() == 0) {
      putOriginal(bytes, from, to);
    }
  }

  /// A file of rejects has the same lines at its end, so that no record is left out in their place.
  @Override
  public void footer(byte[] bytes, int from, int to) {
    footer = reader().original(bytes, from, to);
  }

  @Override
  public void tooLong(long line, RowProblem.Broken fault, byte[] bytes, int from, int to) {
    if (inRecord) {
      putOriginal(bytes, from, to);
      return;
    }
    RawRecord record = reader().record();
    RowProblem problem = columns == null ? fault : RowProblems.named(fault, columns);
    begin(own.line(record, line, earlier, bytes, from), List.of(problem), 0);
    putStart(bytes, own.behind(record, earlier, bytes, from, to), to);
    inRecord = true;
  }

  /// The run has come to its end.
  public void end() {
    makeUpHeader();
    ready.write(footer, 0, footer.length);
    footer = NOTHING;
  }

  private void begin(long line, List<RowProblem> listed, int more) {
    makeUpHeader();
    put(own.cells(line, text(listed, more)) + dialect.delimiter());
  }

  private static String text(List<RowProblem> listed, int more) {
    var text = new StringBuilder();
    int shown = 0;
    while (shown < listed.size() && text.length() < ROOM) {
      RowProblem problem = listed.get(shown++);
      text.append(text.isEmpty() ? "" : "; ").append(problem.codeText());
      if (problem.column() != null) {
        text.append(" in ").append(Excerpt.of(problem.column()).text());
      }
      text.append(": ").append(Excerpt.of(problem.message()).text());
    }
    int others = listed.size() - shown + more;
    return others == 0
        ? text.toString()
        : text.append("; and ").append(others).append(" more").toString();
  }

  private void makeUpHeader() {
    if (hasHeader) {
      return;
    }
    hasHeader = true;
    put(
        Stream.concat(
                    Stream.of(own.labels()),
                    columns == null
                        ? Stream.empty()
                        : columns.stream().map(column -> own.label(column.name())))
                .collect(joining(dialect.delimiter()))
            + lineEnd());
  }

  private String lineEnd() {
    LineTerminator terminator = dialect.lineTerminator();
    return terminator.equals(LineTerminator.ANY) ? "\n" : terminator.text();
  }

  private void putRecord() {
    RawRecord record = reader().record();
    int end = record.start() + record.length();
    int from = record.start() + record.tapped();
    if (record.tapped() > 0) {
      putOriginal(record.bytes(), from, end);
    } else {
      from = own.behind(record, earlier, record.bytes(), from, end);
      putStart(record.bytes(), from, end);
    }
    if (!record.lineEnded() && record.fault() == null && !endsInEscape(record.bytes(), from, end)) {
      put(lineEnd());
    }
  }

  /// An escape at the end of the input is text; with a line end behind it, it would be none.
  private boolean endsInEscape(byte[] bytes, int from, int end) {
    return end > from && bytes[end - 1] == dialect.escape();
  }

  /// A delimiter stands before what is put. A line terminator that begins with one may not come of
  /// that: a space parts them.
  private void putStart(byte[] bytes, int from, int to) {
    String terminator = dialect.lineTerminator().text();
    if (!terminator.equals(dialect.delimiter()) && terminator.startsWith(dialect.delimiter())) {
      byte[] rest = terminator.substring(dialect.delimiter().length()).getBytes(UTF_8);
      int most = Math.min(rest.length, to - from);
      if (Arrays.equals(bytes, from, from + most, rest, 0, rest.length)) {
        put(" ");
      }
    }
    putOriginal(bytes, from, to);
  }

  private void putOriginal(byte[] bytes, int from, int to) {
    byte[] original = reader().original(bytes, from, to);
    ready.write(original, 0, original.length);
  }

  private void put(String text) {
    byte[] bytes = text.getBytes(reader().charset());
    ready.write(bytes, 0, bytes.length);
  }

  /// How many bytes wait to be drained.
  public int ready() {
    return ready.size();
  }

  /// Writes all that is ready.
  ///
  /// @throws IOException as `out` throws it
  public void drainTo(OutputStream out) throws IOException {
    ready.drainTo(out);
  }
}
