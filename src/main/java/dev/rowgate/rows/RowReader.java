package dev.rowgate.rows;

import dev.rowgate.problem.Code;
import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.RowProblem;
import dev.rowgate.records.RawRecord;
import dev.rowgate.schema.Field;
import dev.rowgate.schema.constraint.Constraint;
import dev.rowgate.schema.value.Value;

/// Reader of records on the slow path: checks each cell against its column and fills a typed [Row],
/// or reports all problems of the record. Not thread-safe.
public final class RowReader {

  private static final Constraint[] NONE = {};

  private final Column[] columns;

  /// Constraints by column, as arrays: iterating over a list would allocate.
  private final Constraint[][] constraints;

  private final int cellCount;
  private final int cellsInFront;
  private final Value value = new Value();

  public RowReader(Columns columns) {
    this.columns = columns.all().toArray(Column[]::new);
    this.constraints = new Constraint[this.columns.length][];
    for (int i = 0; i < constraints.length; i++) {
      constraints[i] = constraints(this.columns[i]);
    }
    this.cellCount = columns.cellCount();
    this.cellsInFront = columns.cellsInFront();
  }

  private static Constraint[] constraints(Column column) {
    Field field = column.field();
    return field == null ? NONE : field.constraints().toArray(NONE);
  }

  /// Reads the cells of a well-formed record.
  ///
  /// @param row holds the values afterwards if `problems` stays empty
  public void read(RawRecord record, Row row, RowProblems problems) {
    row.clear();
    for (int i = 0; i < columns.length; i++) {
      Column column = columns[i];
      int cell = column.cell();
      if (cell == Column.NO_CELL) {
        setMissing(i, column, row);
      } else if (cell >= record.cellCount()) {
        problems.add(
            Code.MISSING_CELL, i, () -> new RowProblem.MissingCell(column.name(), column.number()));
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
          () -> new RowProblem.ExtraCell(extra + 1 - cellsInFront, excerpt(record, extra)));
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
                  field.name(), column.number(), excerpt(record, cell), field.type().expected()));
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
                      column.number(),
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
                  column.name(), column.number(), null, "required", "a value"));
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
