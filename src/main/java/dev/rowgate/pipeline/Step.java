package dev.rowgate.pipeline;

import dev.rowgate.lines.Summary;
import dev.rowgate.problem.InputProblem;
import java.util.List;

/// What a [Conversion] needs from the front end that drives it, or how it ended.
public sealed interface Step {

  /// The run has ended.
  sealed interface Ending extends Step {}

  /// Feed, end or cut the input, then step again.
  record NeedsInput() implements Step {}

  /// Returned once, before any output: options, schema and header are valid, and all further
  /// results are in the output. Over HTTP the status is now 200.
  record Ready() implements Step {}

  /// Drain the output, then step again.
  record HasOutput() implements Step {}

  /// Grant this much memory by [Conversion#grant], then step again: for buffers beyond the ordinary
  /// ones. It is the new total, not an addition; a smaller one releases memory.
  ///
  /// @param bytes 0 if only the ordinary buffers are needed
  /// @param most maximum that may be needed before less is needed again
  record NeedsRoom(long bytes, long most) implements Step {}

  /// The run ended before any output: nothing was converted.
  ///
  /// @param problems all problems; never empty
  record Refused(List<InputProblem> problems) implements Ending {
    public Refused {
      problems = List.copyOf(problems);
    }
  }

  /// The input was read to its end. All output has been drained.
  record Completed(Summary summary) implements Ending {}

  /// A fault ended the run. All output has been drained, including the summary that says so; the
  /// front end must now ensure that the output doesn't look complete.
  record Stopped(Summary summary, InputProblem fault) implements Ending {}
}
