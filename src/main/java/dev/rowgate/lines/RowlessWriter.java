package dev.rowgate.lines;

import dev.rowgate.rows.Column;
import dev.rowgate.rows.Row;
import java.util.List;

/// Base of writers without rows, whose output is about rejected records or the run as a whole.
public interface RowlessWriter extends ResultWriter {

  @Override
  default boolean takesRows() {
    return false;
  }

  @Override
  default void setColumns(List<Column> columns) {}

  @Override
  default void writeRow(Row row) {
    throw new IllegalStateException("no rows are wanted");
  }
}
