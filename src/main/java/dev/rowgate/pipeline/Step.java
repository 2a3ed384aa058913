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

  /// Give it that much memory, by [Conversion#grant], then step again: for buffers beyond the
  /// ordinary ones, in all and not in addition. Comes with less when less is needed.
  ///
  /// @param bytes 0 if there is nothing special
  /// @param most what it may come to need before it needs less again
  record NeedsRoom(long bytes, long most) implements Step {}

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
