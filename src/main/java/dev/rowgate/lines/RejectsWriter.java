package dev.rowgate.lines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import dev.rowgate.bytes.Utf8;
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
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Writer of a rejects file: the rejected records of a run as CSV in the input's own dialect and
/// encoding. Each record keeps its original bytes, after a cell with its line number and a cell
/// with its problems.
///
/// What precedes the header in the input (a byte order mark, skipped lines, comments) is copied, so
/// that the corrected file can be read with the options of the first run. Blank lines that nothing
/// else precedes are left out: the labels show the delimiter only at the start. An input without a
/// header gets one. If the input is a rejects file itself, its two columns are replaced, and its
/// line numbers kept. Not thread-safe.
public final class RejectsWriter implements SourceTap {

  /// Length in characters of the problems' cell beyond which problems are only counted, so that the
  /// cell never makes a record exceed the limit.
  private static final int ROOM = 1_000;

  /// Limit in bytes on [#early]; beyond it the header is written without the columns.
  private static final int MOST_EARLY = ResultWriter.FULL;

  private static final byte[] NOTHING = {};

  private Dialect dialect;
  private RejectsColumns own;
  private final LineBuffer ready = new LineBuffer();

  /// Rejects of an input without a header that precede its first well-formed record, which
  /// determines the columns, and with them the header to be written before these rejects.
  private final LineBuffer early = new LineBuffer();

  /// Where the next bytes go: one of these two.
  private LineBuffer to = ready;

  private @Nullable RecordReader reader;
  private @Nullable List<Column> columns;
  private boolean hasHeader;
  private boolean inRecord;

  /// Number of leading cells of each input record that an earlier run added.
  private int earlier;

  /// The footer's bytes, to be written after the last record, and after a header that is generated
  /// if the input has none.
  private byte[] footer = NOTHING;

  public RejectsWriter(Dialect dialect) {
    this.dialect = dialect;
    this.own = new RejectsColumns(dialect);
  }

  /// Returns why a rejects file in this dialect couldn't be read with the options of the first run;
  /// null if it can. Rows that are skipped by number would be different rows there.
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

  /// Sets the reader whose records are written.
  ///
  /// @param dialect of the input, once its first bytes are known
  public void readFrom(RecordReader reader, Dialect dialect) {
    this.reader = reader;
    this.dialect = dialect;
    this.own = new RejectsColumns(dialect);
    reader.setTap(this);
  }

  private RecordReader reader() {
    return Objects.requireNonNull(reader);
  }

  /// Sets the columns, whose names become the header if the input has none.
  public void setColumns(List<Column> columns) {
    this.columns = columns;
    if (early.size() > 0) {
      makeUpHeader();
    }
  }

  /// Writes the reader's current record as the next row of the header.
  public void writeHeaderRow() {
    RawRecord row = reader().record();
    if (!hasHeader) {
      earlier = own.width(row);
    }
    if (earlier == row.cellCount() && !dialect.header()) {
      // Its run didn't know the columns. Perhaps this one will.
      return;
    }
    put((hasHeader ? own.blanks() : own.labels()) + dialect.delimiter());
    hasHeader = true;
    putRecord();
  }

  /// Writes the reader's current record.
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
      int mark = Utf8.markLength(bytes, from, to);
      putOriginal(bytes, from, !hasHeader && dialect.isHeadFirst() ? from + mark : to);
    }
  }

  /// Writes the input's footer to the rejects file too; otherwise a run on that file would skip its
  /// last records instead.
  @Override
  public void footer(byte[] bytes, int from, int to) {
    footer = reader().original().of(bytes, from, to);
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

  /// Ends the file at the end of the run. If an input without a header is nothing but its footer,
  /// no header is generated: a run on the rejects file would count it as a line of the footer.
  public void end() {
    if (dialect.header() || footer.length == 0 || reader().recordsRead() > 0) {
      makeUpHeader();
    }
    ready.write(footer, 0, footer.length);
    footer = NOTHING;
  }

  private void begin(long line, List<RowProblem> listed, int more) {
    if (columns != null) {
      makeUpHeader();
    } else if (!hasHeader) {
      to = early;
    }
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
    to = ready;
    put(
        Stream.concat(
                    Stream.of(own.labels()),
                    columns == null
                        ? Stream.empty()
                        : columns.stream().map(column -> own.label(column.name())))
                .collect(joining(dialect.delimiter()))
            + lineEnd());
    early.moveTo(ready);
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

  /// Whether the record ends in an escape. At the end of the input the escape is text; before a
  /// line end it would escape the line end.
  private boolean endsInEscape(byte[] bytes, int from, int end) {
    return end > from && bytes[end - 1] == dialect.escape();
  }

  /// Writes the start of a record. If it forms a line terminator together with the delimiter before
  /// it, a space is written between them.
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
    put(reader().original().of(bytes, from, to));
  }

  private void put(String text) {
    put(text.getBytes(reader().original().charset()));
  }

  private void put(byte[] bytes) {
    to.write(bytes, 0, bytes.length);
    if (early.size() > MOST_EARLY) {
      makeUpHeader();
    }
  }

  /// The bytes that aren't drained yet.
  public LineBuffer output() {
    return ready;
  }
}
