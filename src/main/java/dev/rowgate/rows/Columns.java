package dev.rowgate.rows;

import dev.rowgate.schema.Field;
import java.util.List;

/// Mapping from the cells of a record to the members of a row.
///
/// @param all in the order of the output
/// @param cellCount the number of cells of a well-formed record
public record Columns(List<Column> all, int cellCount) {

  public Columns {
    all = List.copyOf(all);
  }

  /// The number of leading cells of a record that belong to a rejects file.
  int cellsInFront() {
    for (Column column : all) {
      if (column.cell() != Column.NO_CELL) {
        return column.cell() + 1 - column.number();
      }
    }
    return 0;
  }

  /// The index in the output of a field of the schema.
  int placeOf(Field field) {
    for (int i = 0; i < all.size(); i++) {
      Field of = all.get(i).field();
      if (of != null && of.name().equals(field.name())) {
        return i;
      }
    }
    throw new IllegalStateException("a field without a column");
  }
}
