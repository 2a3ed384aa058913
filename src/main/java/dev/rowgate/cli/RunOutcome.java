package dev.rowgate.cli;

import dev.rowgate.lines.Summary;
import dev.rowgate.problem.InputProblem;
import java.io.IOException;
import java.util.List;

/// Outcome of a run from an input to an output.
sealed interface RunOutcome {

  /// The input was read to its end.
  record Completed(Summary summary) implements RunOutcome {}

  /// The run was refused before anything was written.
  ///
  /// @param problems never empty
  record Refused(List<InputProblem> problems) implements RunOutcome {
    public Refused {
      problems = List.copyOf(problems);
    }
  }

  /// The run ended early; the output ends with a summary that reports this.
  record Stopped(Summary summary, InputProblem fault) implements RunOutcome {}

  /// Writing failed; the output is truncated.
  record Unwritable(IOException cause) implements RunOutcome {}
}
