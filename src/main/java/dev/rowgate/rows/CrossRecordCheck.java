package dev.rowgate.rows;

import dev.rowgate.problem.InputProblem;
import dev.rowgate.records.RawRecord;
import java.util.List;

/// Looks at each record of a run beside those before it.
public interface CrossRecordCheck {

  /// What the columns lack for it: if that is anything, nothing is looked at.
  default List<InputProblem> lacking() {
    return List.of();
  }

  /// How many keys it holds.
  long keys();

  /// Whether another record can be looked at; asked before each.
  boolean hasRoom();

  /// Whether there is no room because a disk failed.
  default boolean hasFailed() {
    return false;
  }

  /// Looks at a record that isn't broken.
  ///
  /// @param problems takes what is wrong with it
  void see(RawRecord record, RowProblems problems);
}
