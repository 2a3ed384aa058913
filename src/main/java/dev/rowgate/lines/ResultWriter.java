package dev.rowgate.lines;

import dev.rowgate.options.Dialect;
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

/// What a run tells its results to, and takes its output from: JSON lines ([LineWriter]), CSV
/// ([CsvWriter], [RejectsOnlyWriter]), a report ([ReportWriter]), or what a door makes of them for
/// a person. Nothing that it is given holds after the call. Not thread-safe.
public interface ResultWriter {

  /// So many bytes that are ready should be drained, so that memory stays small whatever a row
  /// expands to.
  int FULL = 64 << 10;

  /// The writer of the format that the options ask for.
  ///
  /// @param dialect of the input
  static ResultWriter of(Options options, Dialect dialect) {
    return switch (options.format()) {
      case NDJSON -> new LineWriter(options);
      case CSV -> new CsvWriter(options);
      case REJECTS_CSV -> new RejectsOnlyWriter(new RejectsWriter(dialect));
    };
  }

  /// Whether it wants rows: without them they are only counted.
  boolean takesRows();

  /// Sets the columns of the rows to come.
  void setColumns(List<Column> columns);

  /// Takes a good row; only if it [takes rows][#takesRows()].
  void writeRow(Row row);

  /// The buffer to which finished lines of valid rows may be appended in place of [#writeRow(Row)],
  /// as the fast path does; null if this writer needs every row as a [Row].
  default @Nullable LineBuffer rowLines() {
    return null;
  }

  /// A writer of the same rows for another thread; null if rows can't be written elsewhere. Only
  /// after [#setColumns].
  default @Nullable RowLines rowLinesElsewhere() {
    return null;
  }

  /// Appends the lines of rows that were written [elsewhere][#rowLinesElsewhere].
  ///
  /// @param lines is empty afterwards
  default void append(LineBuffer lines) {
    throw new IllegalStateException("no rows are written elsewhere");
  }

  /// Takes a rejected record.
  ///
  /// @param raw the start of the record as it stands in the source
  void writeError(RawRecord record, RowProblems problems, RawExcerpt raw);

  /// What takes the rejected records as they stand in the source; null if nobody does.
  default @Nullable RejectsWriter rejects() {
    return null;
  }

  /// Takes the end of the run: nothing comes after it.
  ///
  /// @param fault why the run stopped, or null if it is complete
  void writeSummary(
      Summary summary,
      Tally tally,
      List<Column> columns,
      List<InputProblem> warnings,
      @Nullable Fault fault);

  /// How many bytes wait to be drained; costs nothing.
  int ready();

  /// Gives back the memory that nothing is in.
  default void trim() {}

  /// Writes all that is ready.
  ///
  /// @throws IOException as `out` throws it
  void drainTo(OutputStream out) throws IOException;
}
