package dev.rowgate.rows;

import dev.rowgate.problem.Code;
import dev.rowgate.problem.RowProblem;
import dev.rowgate.records.RawRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/// Problems of one record: all are counted, and the first ones are listed. One instance is reused
/// for a whole run. Not thread-safe.
public final class RowProblems {

  private final int most;
  private final Tally tally;
  private final List<RowProblem> listed = new ArrayList<>();

  /// Codes of all problems.
  private final List<Code> codes = new ArrayList<>();

  /// Their columns, as for the tally.
  private int[] columns = {};

  private int found;
  private boolean warned;

  /// @param most limit on the listed problems of a record
  /// @param tally counts every problem
  public RowProblems(int most, Tally tally) {
    this.most = most;
    this.tally = tally;
  }

  public void clear() {
    listed.clear();
    codes.clear();
    found = 0;
    warned = false;
  }

  /// Clears them as if the record had never been checked.
  public void takeBack() {
    for (int i = 0; i < found; i++) {
      tally.takeBack(codes.get(i), columns[i]);
    }
    clear();
  }

  /// Adds the only problem of a malformed record.
  ///
  /// @param columns of the output; empty if they aren't known yet
  public void add(RowProblem.Broken problem, List<Column> columns) {
    int place = Column.placeOf(problem.columnNumber(), columns);
    add(problem.code(), place, () -> named(problem, columns));
  }

  /// Returns the problem with the name of its column, if that is a column of the output.
  public static RowProblem.Broken named(RowProblem.Broken problem, List<Column> columns) {
    int place = Column.placeOf(problem.columnNumber(), columns);
    return place == Tally.NO_COLUMN ? problem : problem.in(columns.get(place).name());
  }

  /// @param problem called only if it is listed, so that a record with thousands of problems
  ///   doesn't allocate an object for each
  void add(Code code, int column, Supplier<RowProblem> problem) {
    tally.add(code, column);
    codes.add(code);
    columns = found < columns.length ? columns : Arrays.copyOf(columns, 2 * found + 8);
    columns[found] = column;
    if (found++ < most) {
      listed.add(problem.get());
    }
  }

  /// Counts a violation of a rule with severity "warning", which is no problem of the record.
  void warn(int rule, RawRecord record) {
    warned = true;
    tally.warn(rule, record.number(), record.line());
  }

  public boolean isEmpty() {
    return found == 0;
  }

  /// Whether a rule with severity "warning" is violated.
  public boolean hasWarned() {
    return warned;
  }

  public List<RowProblem> listed() {
    return Collections.unmodifiableList(listed);
  }

  /// The number of problems beyond the listed ones.
  public int more() {
    return found - listed.size();
  }
}
