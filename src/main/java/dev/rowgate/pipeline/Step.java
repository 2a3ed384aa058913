package dev.rowgate.pipeline;

import dev.rowgate.lines.Summary;
import dev.rowgate.problem.InputProblem;
import java.util.List;

/// What a [Conversion] asks of whoever drives it, or how it ended.
public sealed interface Step {

  /// Feed it, end it, or cut it; then step again.
  record NeedsInput() implements Step {}

  /// Comes once, before any output: options, schema and header are right, and from here on all is
  /// said in the stream. HTTP answers 200 now.
  record Ready() implements Step {}

  /// Drain it, then step again.
  record HasOutput() implements Step {}

  /// The end, before any output: nothing was converted.
  ///
  /// @param problems all that was found; never empty
  record Refused(List<InputProblem> problems) implements Step {
    public Refused {
      problems = List.copyOf(problems);
    }
  }

  /// The end: the input was read to its end. All output has been drained.
  record Completed(Summary summary) implements Step {}

  /// The end: a fault cut the run short. All output, the summary that says so included, has been
  /// drained; the door must now make sure that the answer doesn't look whole.
  record Stopped(Summary summary, InputProblem fault) implements Step {}
}
