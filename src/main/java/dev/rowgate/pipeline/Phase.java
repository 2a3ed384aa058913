package dev.rowgate.pipeline;

import dev.rowgate.problem.InputProblem;
import org.jspecify.annotations.Nullable;

/// Phase of a run: [SniffPhase] until the input looks like CSV, [HeaderPhase] until the columns are
/// known, then [RecordLoop]; before that [PartStart], if a part is converted that isn't the first.
sealed interface Phase permits SniffPhase, HeaderPhase, PartStart, RecordLoop {

  /// Runs one step of the phase.
  ///
  /// @return what is needed from the caller, or the result; null if there is more to do
  @Nullable Step step();

  /// The source of input.
  Intake intake();

  /// Takes more uncompressed bytes from what was fed.
  ///
  /// @return what is needed from the caller for that, or how the run ended; null if it is done
  default @Nullable Step more() {
    Step step = intake().more();
    InputProblem fault = intake().fault();
    return fault == null ? step : breakOff(fault);
  }

  /// As [#more], but ends the run if the input exceeds the size limit.
  default @Nullable Step moreWithinLimit() {
    InputProblem tooLarge = intake().tooLarge();
    return tooLarge == null ? more() : breakOff(tooLarge);
  }

  /// Ends the run because the input is truncated here: what follows the last line end is no record.
  Step.Ending breakOff(InputProblem fault);
}
