package dev.rowgate.conformance;

import java.util.List;

/// What came of a case at one of the doors.
sealed interface Outcome {

  /// Nothing was converted.
  ///
  /// @param codes of all problems, sorted; empty where the door tells none
  record Refused(List<String> codes) implements Outcome {}

  /// The input was read to its end.
  record Completed(byte[] output) implements Outcome {}

  /// A fault ended the run, and the door made sure that it doesn't look whole.
  record Stopped(byte[] output) implements Outcome {}
}
