package dev.rowgate.pipeline;

import dev.rowgate.problem.InputProblem;
import org.jspecify.annotations.Nullable;

/// A part of a run: [SniffPhase], until the input looks like CSV, [HeaderPhase], until the columns
/// are known, then [RecordLoop].
sealed interface Phase permits SniffPhase, HeaderPhase, RecordLoop {

  /// Goes on a little.
  ///
  /// @return what is needed of the caller or has come of it, or null if there is more to do
  @Nullable Step step();

  /// Takes more uncompressed bytes from what was fed.
  ///
  /// @return what is needed of the caller for that, how the run ended, or null if it is done
  @Nullable Step more();

  /// Ends the run because the input breaks off here: what follows the last line end is no record.
  Step.Ending breakOff(InputProblem fault);
}
