package dev.rowgate.pipeline;

import dev.rowgate.lines.Summary;
import dev.rowgate.problem.InputProblem;
import java.util.List;

/// What a [Conversion] needs of the front end that drives it, or how it ended.
public sealed interface Step {

  /// The run is over.
  sealed interface Ending extends Step {}

  /// Feed it, end it, or cut it; then step again.
  record NeedsInput() implements Step {}

  /// Comes once, before any output: options, schema and header are right, and from here on all is
  /// said in the stream. HTTP answers 200 now.
  record Ready() implements Step {}

  /// Drain it, then step again.
  record HasOutput() implements Step {}

  /// Give it that much memory, by [Conversion#grant], then step again: for buffers beyond the
  /// ordinary ones. It is the new total and no addition; a smaller one gives memory back.
  ///
  /// @param bytes 0 if only the ordinary buffers are needed
  /// @param most what it may come to need before it needs less again
  record NeedsRoom(long bytes, long most) implements Step {}

  /// The end, before any output: nothing was converted.
  ///
  /// @param problems all that was found; never empty
  record Refused(List<InputProblem> problems) implements Ending {
    public Refused {
      problems = List.copyOf(problems);
    }
  }

  /// The end: the input was read to its end. All output has been drained.
  record Completed(Summary summary) implements Ending {}

  /// The end: a fault cut the run short. All output, the summary that says so included, has been
  /// drained; the front end must now make sure that the answer doesn't look whole.
  record Stopped(Summary summary, InputProblem fault) implements Ending {}
}
