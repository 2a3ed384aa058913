package dev.rowgate.rows;

import dev.rowgate.problem.Code;
import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.RowProblem;
import dev.rowgate.records.RawRecord;
import dev.rowgate.schema.Field;
import dev.rowgate.schema.constraint.Constraint;
import dev.rowgate.schema.value.Value;

/// Makes of each record a typed row, or finds all that is wrong with it. Not thread-safe.
public final class RowReader {

  private static final Constraint[] NONE = {};

  private final Column[] columns;

  /// Of each column's field: an array, since a list makes an object of each walk over it.
  private final Constraint[][] constraints;

  private final int cellCount;
  private final Value value = new Value();

  public RowReader(Columns columns) {
    this.columns = columns.all().toArray(Column[]::new);
    this.constraints = new Constraint[this.columns.length][];
    for (int i = 0; i < constraints.length; i++) {
      constraints[i] = constraints(this.columns[i]);
    }
    this.cellCount = columns.cellCount();
  }

  private static Constraint[] constraints(Column column) {
    Field field = column.field();
    return field == null ? NONE : field.constraints().toArray(NONE);
  }

  /// Reads the cells of a record that isn't broken.
  ///
  /// @param row holds the values afterwards, if `problems` is still empty
  public void read(RawRecord record, Row row, RowProblems problems) {
    row.begin(record);
    for (int i = 0; i < columns.length; i++) {
      Column column = columns[i];
      int cell = column.cell();
      if (cell == Column.NO_CELL) {
        setMissing(i, column, row);
      } else if (cell >= record.cellCount()) {
        problems.add(
            Code.MISSING_CELL, i, () -> new RowProblem.MissingCell(column.name(), cell + 1));
      } else if (record.hasNulls() && record.isNull(cell)) {
        readMissing(i, column, row, problems);
      } else if (column.field() == null) {
        row.setText(i, record.cellBytes(cell), record.from(cell), record.to(cell));
      } else {
        read(record, i, column, column.field(), row, problems);
      }
    }
    for (int cell = cellCount; cell < record.cellCount(); cell++) {
      int extra = cell;
      problems.add(
          Code.EXTRA_CELL,
          Tally.NO_COLUMN,
          () -> new RowProblem.ExtraCell(extra + 1, excerpt(record, extra)));
    }
  }

  private void read(
      RawRecord record, int i, Column column, Field field, Row row, RowProblems problems) {
    int cell = column.cell();
    byte[] bytes = record.cellBytes(cell);
    int from = record.from(cell);
    int to = record.to(cell);
    if (field.missingValues().contains(bytes, from, to)) {
      readMissing(i, column, row, problems);
    } else if (!field.type().read(bytes, from, to, value)) {
      problems.add(
          Code.TYPE_ERROR,
          i,
          () ->
              new RowProblem.TypeError(
                  field.name(), cell + 1, excerpt(record, cell), field.type().expected()));
    } else {
      row.set(i, value, bytes);
      for (Constraint constraint : constraints[i]) {
        if (!constraint.holds(value)) {
          problems.add(
              Code.CONSTRAINT_ERROR,
              i,
              () ->
                  new RowProblem.ConstraintError(
                      field.name(),
                      cell + 1,
                      excerpt(record, cell),
                      constraint.name(),
                      constraint.expected()));
        }
      }
    }
  }

  private static void readMissing(int i, Column column, Row row, RowProblems problems) {
    setMissing(i, column, row);
    if (column.field() != null && column.field().needsValue()) {
      problems.add(
          Code.CONSTRAINT_ERROR,
          i,
          () ->
              new RowProblem.ConstraintError(
                  column.name(), column.cell() + 1, null, "required", "a value"));
    }
  }

  private static void setMissing(int i, Column column, Row row) {
    Value absent = column.absent();
    if (absent == null) {
      row.setNull(i);
    } else {
      row.set(i, absent, absent.bytes());
    }
  }

  private static Excerpt excerpt(RawRecord record, int cell) {
    return Excerpt.of(record.cellBytes(cell), record.from(cell), record.to(cell));
  }
}
