package dev.rowgate.pipeline;

import dev.rowgate.problem.InputProblem;
import dev.rowgate.records.RawRecord;
import dev.rowgate.records.RecordReader;
import dev.rowgate.records.RecordReader.Next;
import dev.rowgate.rows.Columns;
import dev.rowgate.rows.RowProblems;
import dev.rowgate.rows.Tally;
import dev.rowgate.schema.Schema;
import dev.rowgate.schema.text.TotalWords;
import org.jspecify.annotations.Nullable;

/// Detector of records among the lines that `skipFooter` leaves out: a schema with `skipFooter`
/// that was inferred from a file with a footer drops the last record of a file without one.
///
/// A line is like a record if it is a valid one, has a value in more than half of its cells, and
/// doesn't begin as a footer does, with a word for a total or a remark.
final class FooterCheck {

  private FooterCheck() {}

  /// Returns the warning of a run whose input was read to its end; null if there is none.
  static @Nullable InputProblem warning(Run run, Schema schema, Columns columns) {
    RecordReader footer = run.reader().footer(run.dialect(), run.limits());
    RecordCheck check = RecordCheck.of(schema, columns, null);
    var problems = new RowProblems(0, new Tally(schema.rules()));
    long first = 0;
    int found = 0;
    while (footer.next() == Next.RECORD) {
      RawRecord record = footer.record();
      problems.clear();
      if (record.fault() == null
          && looksFilled(record, columns)
          && check.read(record, problems)
          && problems.isEmpty()) {
        first = found++ == 0 ? record.line() : first;
      }
    }
    return found == 0 ? null : new InputProblem.SkippedRecords(first, found);
  }

  private static boolean looksFilled(RawRecord record, Columns columns) {
    int filled = 0;
    int label = -1;
    for (int cell = record.cellCount() - 1; cell >= record.cellsInFront(); cell--) {
      if (!record.isNull(cell) && record.from(cell) < record.to(cell)) {
        filled++;
        label = cell;
      }
    }
    if (filled == 0 || 2 * filled <= columns.cellCount() - record.cellsInFront()) {
      return false;
    }
    byte[] bytes = record.cellBytes(label);
    int from = record.from(label);
    int to = record.to(label);
    return !TotalWords.isCertainStart(bytes, from, to) && !TotalWords.isRemark(bytes, from, to);
  }
}
