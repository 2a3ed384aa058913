package dev.rowgate.rows;

import dev.rowgate.problem.Code;
import dev.rowgate.problem.RowProblem;
import dev.rowgate.records.RawRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/// All that is wrong with one record: every problem is counted, the first ones are listed. One
/// instance serves a whole run. Not thread-safe.
public final class RowProblems {

  private final int most;
  private final Tally tally;
  private final List<RowProblem> listed = new ArrayList<>();
  private int found;

  /// @param most how many problems of a record are listed
  /// @param tally where every problem is counted
  public RowProblems(int most, Tally tally) {
    this.most = most;
    this.tally = tally;
  }

  public void clear() {
    listed.clear();
    found = 0;
  }

  /// The record's only problem: its cells can't be told.
  ///
  /// @param columns of the output; empty where they aren't known yet
  public void add(RowProblem.Broken problem, List<Column> columns) {
    int place = Column.placeOf(problem.columnNumber(), columns);
    add(problem.code(), place, () -> named(problem, columns));
  }

  /// The same problem, with the name of its column if that is among those of the output.
  public static RowProblem.Broken named(RowProblem.Broken problem, List<Column> columns) {
    int place = Column.placeOf(problem.columnNumber(), columns);
    return place == Tally.NO_COLUMN ? problem : problem.in(columns.get(place).name());
  }

  /// @param problem asked for only if it is listed: a record of one cell where ten thousand should
  ///   be makes no ten thousand objects
  void add(Code code, int column, Supplier<RowProblem> problem) {
    tally.add(code, column);
    if (found++ < most) {
      listed.add(problem.get());
    }
  }

  /// Counts a record that breaks a rule which is only to be warned of; it has no problem by that.
  void warn(int rule, RawRecord record) {
    tally.warn(rule, record.number(), record.line());
  }

  public boolean isEmpty() {
    return found == 0;
  }

  public List<RowProblem> listed() {
    return Collections.unmodifiableList(listed);
  }

  /// How many there are beyond the listed ones.
  public int more() {
    return found - listed.size();
  }
}
