package dev.rowgate.rows;

import dev.rowgate.schema.Field;
import dev.rowgate.schema.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One member of the output objects.
///
/// @param name the label of the input column, or a made-up name
/// @param cell index of the cell in each record, from 0; [#NO_CELL] if there is none
/// @param field how the cell is read and checked; null for any text
public record Column(String name, int cell, @Nullable Field field) {

  /// The input has no such column; the value is always missing.
  public static final int NO_CELL = -1;

  /// Returns the index in `columns` of the column with this cell, or [Tally#NO_COLUMN].
  public static int placeOf(int cell, List<Column> columns) {
    for (int place = 0; cell >= 0 && place < columns.size(); place++) {
      if (columns.get(place).cell == cell) {
        return place;
      }
    }
    return Tally.NO_COLUMN;
  }

  /// Its member name in the output.
  public String key() {
    return field == null ? name : field.key();
  }

  /// The default for a missing value, or null.
  @Nullable Value absent() {
    return field == null ? null : field.absent();
  }
}
