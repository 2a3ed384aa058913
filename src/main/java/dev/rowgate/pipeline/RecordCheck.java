package dev.rowgate.pipeline;

import dev.rowgate.problem.InputProblem;
import dev.rowgate.records.RawRecord;
import dev.rowgate.rows.Columns;
import dev.rowgate.rows.CrossRecordCheck;
import dev.rowgate.rows.Row;
import dev.rowgate.rows.RowProblems;
import dev.rowgate.rows.RowReader;
import dev.rowgate.rows.RuleCheck;
import dev.rowgate.schema.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that a record is held against, once its columns are known: at the header, or at the first
/// record where there is none.
///
/// @param row what was read last, good if nothing was wrong with it
/// @param rules null where the schema has none
/// @param watch looks at each record beside the others; null where a schema says nothing of that
record RecordCheck(
    Columns columns,
    RowReader rows,
    Row row,
    @Nullable RuleCheck rules,
    @Nullable CrossRecordCheck watch) {

  static RecordCheck of(
      @Nullable Schema schema, Columns columns, @Nullable CrossRecordCheck watch) {
    return new RecordCheck(
        columns,
        new RowReader(columns),
        new Row(columns.all().size()),
        RuleCheck.of(schema, columns),
        watch);
  }

  /// What the watch can't do without; the run can't begin then.
  List<InputProblem> lacking() {
    return watch == null ? List.of() : watch.lacking();
  }

  /// Why no further record can be judged, or null.
  @Nullable InputProblem full() {
    if (watch == null || watch.hasRoom()) {
      return null;
    }
    return watch.hasFailed()
        ? new InputProblem.StorageFailed("keys can't be kept on it")
        : new InputProblem.UniquenessBudget(watch.keys());
  }

  /// Whether a record is good or not whatever else is in the input and in its other cells.
  boolean judgesAlone() {
    return watch == null && rules == null;
  }

  /// Lets go of the last record's bytes.
  void forget() {
    row.forget();
    rows.forget();
    if (rules != null) {
      rules.forget();
    }
  }

  /// Makes the row of the record.
  ///
  /// @param problems takes all that is wrong with it
  void read(RawRecord record, RowProblems problems) {
    rows.read(record, row, problems);
    if (watch != null) {
      watch.see(record, problems);
    }
    if (rules != null) {
      rules.check(record, problems);
    }
  }
}
