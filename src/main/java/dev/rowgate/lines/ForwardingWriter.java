package dev.rowgate.lines;

import dev.rowgate.records.RawExcerpt;
import dev.rowgate.records.RawRecord;
import dev.rowgate.rows.Column;
import dev.rowgate.rows.Row;
import dev.rowgate.rows.RowProblems;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Base of writers that add something to another writer: forwards every call to it.
public interface ForwardingWriter extends ResultWriter {

  /// The writer to which calls are forwarded.
  ResultWriter results();

  @Override
  default boolean takesRows() {
    return results().takesRows();
  }

  @Override
  default void setColumns(List<Column> columns) {
    results().setColumns(columns);
  }

  @Override
  default void writeRow(Row row) {
    results().writeRow(row);
  }

  @Override
  default @Nullable LineBuffer rowLines() {
    return results().rowLines();
  }

  @Override
  default @Nullable RowLines rowLinesElsewhere() {
    return results().rowLinesElsewhere();
  }

  @Override
  default void append(LineBuffer lines) {
    results().append(lines);
  }

  @Override
  default void writeError(RawRecord record, RowProblems problems, RawExcerpt raw) {
    results().writeError(record, problems, raw);
  }

  @Override
  default @Nullable RejectsWriter rejects() {
    return results().rejects();
  }

  @Override
  default void writeSummary(RunEnd end) {
    results().writeSummary(end);
  }

  @Override
  default LineBuffer output() {
    return results().output();
  }

  @Override
  default int ready() {
    return results().ready();
  }

  @Override
  default void trim() {
    results().trim();
  }

  @Override
  default void drainTo(OutputStream out) throws IOException {
    results().drainTo(out);
  }
}
