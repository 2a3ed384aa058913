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
import dev.rowgate.schema.json.CheckBreaks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All checks of a record, created when the columns are known: at the header, or without one at the
/// first record.
///
/// @param row the values that were read last, valid if there were no problems
/// @param rules null if the schema has none
/// @param watch checks records against others; null if the schema requires no such check
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

  /// Problems with the columns that the check across records needs; if there are any, the run can't
  /// start.
  List<InputProblem> lacking() {
    return watch == null ? List.of() : watch.lacking();
  }

  /// Why no further record can be checked, or null.
  @Nullable InputProblem full() {
    if (watch == null || watch.hasRoom()) {
      return null;
    }
    return watch.hasFailed()
        ? new InputProblem.StorageFailed("keys can't be kept on it")
        : new InputProblem.UniquenessBudget(watch.keys());
  }

  /// Whether the validity of a cell depends on nothing else in the record or the input.
  boolean judgesAlone() {
    return watch == null && rules == null;
  }

  /// Releases the references to the last record's bytes.
  void forget() {
    row.forget();
    rows.forget();
    if (rules != null) {
      rules.forget();
    }
  }

  /// Reads the values of a record into the row.
  ///
  /// @param problems receives all problems of the record
  /// @return false if the check was given up, so that nothing is known of the record
  boolean read(RawRecord record, RowProblems problems) {
    rows.read(record, row, problems);
    if (CheckBreaks.areOver()) {
      problems.takeBack();
      return false;
    }
    if (watch != null) {
      watch.see(record, problems);
    }
    if (rules != null) {
      rules.check(record, problems);
    }
    return true;
  }
}
