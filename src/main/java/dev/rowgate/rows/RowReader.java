package dev.rowgate.rows;

import dev.rowgate.problem.Code;
import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.RowProblem;
import dev.rowgate.records.RawRecord;
import dev.rowgate.schema.Field;
import dev.rowgate.schema.constraint.Constraint;
import dev.rowgate.schema.value.Value;
import java.util.Objects;

/// Reader of records on the slow path: checks each cell against its column and fills a typed [Row],
/// or reports all problems of the record. Not thread-safe.
public final class RowReader {

  private final Column[] columns;

  private final int cellCount;
  private final int cellsInFront;
  private final Value value = new Value();

  public RowReader(Columns columns) {
    this.columns = columns.all().toArray(Column[]::new);
    this.cellCount = columns.cellCount();
    this.cellsInFront = columns.cellsInFront();
  }

  /// Reads the cells of a record that isn't broken.
  ///
  /// @param row holds the values afterwards if `problems` stays empty
  public void read(RawRecord record, Row row, RowProblems problems) {
    row.begin(record);
    for (int i = 0; i < columns.length; i++) {
      read(record, i, columns[i], row, problems);
    }
    for (int cell = cellCount; cell < record.cellCount(); cell++) {
      int extra = cell;
      problems.add(
          Code.EXTRA_CELL,
          Tally.NO_COLUMN,
          () ->
              new RowProblem.ExtraCell(
                  extra + 1 - cellsInFront,
                  Excerpt.of(record.cellBytes(extra), record.from(extra), record.to(extra))));
    }
  }

  /// Releases the references to the last record's bytes.
  public void forget() {
    value.forget();
  }

  private void read(RawRecord record, int i, Column column, Row row, RowProblems problems) {
    Field field = column.field();
    Field.Reading reading = column.read(record, value);
    if (reading == Field.Reading.VALUE) {
      row.set(i, value, record.cellBytes(column.cell()));
      if (field != null && !field.allows(value)) {
        addBroken(record, i, column, field, problems);
      }
    } else if (reading == Field.Reading.MISSING) {
      setMissing(i, column, row);
      // A column that is absent altogether was reported with the header.
      if (field != null && field.needsValue() && column.cell() != Column.NO_CELL) {
        addRequired(i, column, problems);
      }
    } else {
      addUnreadable(record, i, column, reading, problems);
    }
  }

  private static void addRequired(int i, Column column, RowProblems problems) {
    problems.add(
        Code.CONSTRAINT_ERROR,
        i,
        () ->
            new RowProblem.ConstraintError(
                column.name(), column.number(), null, "required", "a value"));
  }

  private static void addUnreadable(
      RawRecord record, int i, Column column, Field.Reading reading, RowProblems problems) {
    int number = column.number();
    if (reading == Field.Reading.NO_CELL) {
      problems.add(Code.MISSING_CELL, i, () -> new RowProblem.MissingCell(column.name(), number));
      return;
    }
    String expected = Objects.requireNonNull(column.field()).type().expected();
    problems.add(
        Code.TYPE_ERROR,
        i,
        () -> new RowProblem.TypeError(column.name(), number, column.excerpt(record), expected));
  }

  /// Adds a problem for each violated constraint.
  private void addBroken(
      RawRecord record, int i, Column column, Field field, RowProblems problems) {
    for (Constraint constraint : field.constraints()) {
      if (!constraint.holds(value)) {
        problems.add(
            Code.CONSTRAINT_ERROR,
            i,
            () ->
                new RowProblem.ConstraintError(
                    column.name(),
                    column.number(),
                    column.excerpt(record),
                    constraint.name(),
                    constraint.expected()));
      }
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
}
