package dev.rowgate.rows;

import dev.rowgate.problem.Excerpt;
import dev.rowgate.records.RawRecord;
import dev.rowgate.schema.Field;
import dev.rowgate.schema.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Mapping from one cell of each record to one member of the output objects.
///
/// @param name its label, or the name made up for a blank label
/// @param cell index of the cell that holds the value, from 0, or [#NO_CELL]
/// @param number of that cell in messages, from 1, without the columns of a rejects file; 0 for
///   none
/// @param field type and constraints of the value; null for any text
public record Column(String name, int cell, int number, @Nullable Field field) {

  /// The input has no such column; the value is always missing.
  public static final int NO_CELL = -1;

  /// Reads the column's cell of a record that isn't broken. Every check of a record reads cells by
  /// this method; the fast path, which has no record, by [Field#read].
  ///
  /// @param into holds the value afterwards if the result is `VALUE`; its constraints aren't
  ///   checked
  Field.Reading read(RawRecord record, Value into) {
    if (cell == NO_CELL) {
      return Field.Reading.MISSING;
    }
    if (cell >= record.cellCount()) {
      return Field.Reading.NO_CELL;
    }
    if (record.hasNulls() && record.isNull(cell)) {
      return Field.Reading.MISSING;
    }
    byte[] bytes = record.cellBytes(cell);
    int from = record.from(cell);
    int to = record.to(cell);
    if (field == null) {
      into.setText(bytes, from, to);
      return Field.Reading.VALUE;
    }
    return field.read(bytes, from, to, into);
  }

  /// The column's cell of a record for messages; empty if there is none.
  Excerpt excerpt(RawRecord record) {
    return cell == NO_CELL
        ? Excerpt.of("")
        : Excerpt.of(record.cellBytes(cell), record.from(cell), record.to(cell));
  }

  /// Returns the index in `columns` of the column with that number, or [Tally#NO_COLUMN].
  public static int placeOf(int number, List<Column> columns) {
    for (int place = 0; number > 0 && place < columns.size(); place++) {
      if (columns.get(place).number == number) {
        return place;
      }
    }
    return Tally.NO_COLUMN;
  }

  /// The member name in the output.
  public String key() {
    return field == null ? name : field.key();
  }

  /// The default for a missing value, or null.
  @Nullable Value absent() {
    return field == null ? null : field.absent();
  }
}
