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

  /// Where its bytes come from.
  Intake intake();

  /// Takes more uncompressed bytes from what was fed.
  ///
  /// @return what is needed of the caller for that, how the run ended, or null if it is done
  default @Nullable Step more() {
    Step step = intake().more();
    InputProblem fault = intake().fault();
    return fault == null ? step : breakOff(fault);
  }

  /// As [#more], but ends the run if the input is longer than it may be.
  default @Nullable Step moreWithinLimit() {
    InputProblem tooLarge = intake().tooLarge();
    return tooLarge == null ? more() : breakOff(tooLarge);
  }

  /// Ends the run because the input breaks off here: what follows the last line end is no record.
  Step.Ending breakOff(InputProblem fault);
}
