package dev.rowgate.lines;

import dev.rowgate.options.Dialect;
import dev.rowgate.options.Options;
import dev.rowgate.records.RawExcerpt;
import dev.rowgate.records.RawRecord;
import dev.rowgate.rows.Column;
import dev.rowgate.rows.Row;
import dev.rowgate.rows.RowProblems;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Receiver of the results of a run, and source of its output: JSON lines ([LineWriter]), CSV
/// ([CsvWriter], [RejectsOnlyWriter]), a report ([ReportWriter]), or what a front end shows to
/// people. It must not keep references to arguments after a call. Not thread-safe.
public interface ResultWriter {

  /// Number of buffered bytes at which the output should be drained, so that memory use stays small
  /// however large a row becomes.
  int FULL = 64 << 10;

  /// Returns the writer of the format that the options request.
  ///
  /// @param dialect of the input
  static ResultWriter of(Options options, Dialect dialect) {
    return switch (options.format()) {
      case NDJSON -> new LineWriter(options);
      case CSV -> new CsvWriter(options);
      case REJECTS_CSV -> new RejectsOnlyWriter(new RejectsWriter(dialect));
    };
  }

  /// Whether rows are written; otherwise they are only counted.
  boolean takesRows();

  /// Sets the columns of all rows that follow.
  void setColumns(List<Column> columns);

  /// Writes a valid row; must be called only if [#takesRows()].
  void writeRow(Row row);

  /// The buffer to which finished lines of valid rows may be appended in place of [#writeRow(Row)],
  /// as the fast path does; null if this writer needs every row as a [Row].
  default @Nullable LineBuffer rowLines() {
    return null;
  }

  /// Returns a writer of the same rows for another thread; null if rows can't be written there.
  /// Must be called after [#setColumns].
  default @Nullable RowLines rowLinesElsewhere() {
    return null;
  }

  /// Appends lines of rows that were written by [another writer][#rowLinesElsewhere].
  ///
  /// @param lines is empty afterwards
  default void append(LineBuffer lines) {
    throw new IllegalStateException("no rows are written elsewhere");
  }

  /// Writes a rejected record.
  ///
  /// @param raw the start of the record's original bytes
  void writeError(RawRecord record, RowProblems problems, RawExcerpt raw);

  /// The writer of the rejects file, which gets the records' original bytes; null for none.
  default @Nullable RejectsWriter rejects() {
    return null;
  }

  /// Ends the output of a run; no other results may follow.
  void writeSummary(RunEnd end);

  /// The output that isn't drained yet.
  LineBuffer output();

  /// The number of bytes to drain; cheap.
  default int ready() {
    return output().size();
  }

  /// Releases unused memory.
  default void trim() {
    output().trim();
  }

  /// Drains all output.
  ///
  /// @throws IOException as `out` throws it
  default void drainTo(OutputStream out) throws IOException {
    output().drainTo(out);
  }
}
