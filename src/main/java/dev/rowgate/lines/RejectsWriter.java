package dev.rowgate.lines;

import static java.util.stream.Collectors.joining;

import dev.rowgate.options.Dialect;
import dev.rowgate.options.LineTerminator;
import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.RowProblem;
import dev.rowgate.records.RecordReader;
import dev.rowgate.records.SourceTap;
import dev.rowgate.rows.Column;
import dev.rowgate.rows.HeaderBinding;
import dev.rowgate.rows.RowProblems;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Writes the rejected records of a run as CSV in the input's own dialect and encoding: each with
/// its original bytes, behind a cell with the line it comes from and one that says what is wrong.
///
/// What stands before the header (a byte order mark, skipped lines, comments) comes first, so that
/// a mended file can be read with the options of the first run. Without a header one is made. Not
/// thread-safe.
public final class RejectsWriter implements SourceTap {

  /// From here on problems are only counted, so that the cell is never what makes a record too
  /// long.
  private static final int ROOM = 1_000;

  private final Dialect dialect;
  private final CsvCells cells;
  private final LineBuffer ready = new LineBuffer();
  private @Nullable RecordReader reader;
  private @Nullable List<Column> columns;
  private boolean hasHeader;
  private boolean inRecord;

  public RejectsWriter(Dialect dialect) {
    this.dialect = dialect;
    this.cells = new CsvCells(dialect);
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
  public void readFrom(RecordReader reader) {
    this.reader = reader;
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
    put(
        hasHeader
            ? dialect.delimiter().repeat(HeaderBinding.REJECTS_LABELS.size())
            : rejectsLabels());
    hasHeader = true;
    putRecord();
  }

  private String rejectsLabels() {
    return HeaderBinding.REJECTS_LABELS.stream()
        .map(label -> label + dialect.delimiter())
        .collect(joining());
  }

  /// Takes the record that the reader has just handed out.
  public void write(RowProblems problems) {
    if (!inRecord) {
      begin(reader().record().line(), problems.listed(), problems.more());
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

  @Override
  public void tooLong(long line, RowProblem.Broken fault, byte[] bytes, int from, int to) {
    if (!inRecord) {
      begin(line, List.of(fault), 0);
      inRecord = true;
    }
    putOriginal(bytes, from, to);
  }

  /// The run has come to its end.
  public void end() {
    makeUpHeader();
  }

  private void begin(long line, List<RowProblem> listed, int more) {
    makeUpHeader();
    put(line + dialect.delimiter() + cells.of(text(listed, more)) + dialect.delimiter());
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
    List<Column> known = columns;
    put(
        rejectsLabels()
            + (known == null
                    ? IntStream.rangeClosed(1, reader().record().cellCount())
                        .mapToObj(i -> "field" + i)
                    : known.stream().map(column -> cells.of(column.name())))
                .collect(joining(dialect.delimiter()))
            + lineEnd());
  }

  private String lineEnd() {
    LineTerminator terminator = dialect.lineTerminator();
    return terminator.equals(LineTerminator.ANY) ? "\n" : terminator.text();
  }

  private void putRecord() {
    byte[] original = reader().original();
    ready.write(original, 0, original.length);
    if (!reader().record().lineEnded()) {
      put(lineEnd());
    }
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
