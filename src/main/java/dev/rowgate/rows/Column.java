package dev.rowgate.rows;

import dev.rowgate.schema.Field;
import org.jspecify.annotations.Nullable;

/// One key of the output.
///
/// @param name the key
/// @param cell the cell of each record that holds its value, from 0, or [#NO_CELL]
/// @param field what the value must be, or null for any text
public record Column(String name, int cell, @Nullable Field field) {

  /// The input has no such column: the value is always null.
  public static final int NO_CELL = -1;
}
