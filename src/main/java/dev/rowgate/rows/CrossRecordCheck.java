package dev.rowgate.rows;

import dev.rowgate.problem.InputProblem;
import dev.rowgate.records.RawRecord;
import java.util.List;

/// Check of each record against earlier records of the run or of another file. Implementations are
/// not thread-safe.
public interface CrossRecordCheck {

  /// Problems with the columns; if there are any, no record is checked.
  default List<InputProblem> lacking() {
    return List.of();
  }

  /// The number of keys held.
  long keys();

  /// Whether there is storage for another record; must be called before each [#see].
  boolean hasRoom();

  /// Whether there is no storage because of a disk error.
  default boolean hasFailed() {
    return false;
  }

  /// Checks a well-formed record.
  ///
  /// @param problems receives what is wrong with it
  void see(RawRecord record, RowProblems problems);
}
