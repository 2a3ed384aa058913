package dev.rowgate.options;

import dev.rowgate.problem.InputProblem;
import java.util.List;

/// Result of parsing options that were given as texts.
public sealed interface OptionsResult {

  /// @param dialect the dialect properties among the options
  record Read(Options options, PartialDialect dialect) implements OptionsResult {}

  /// @param problems all problems; never empty
  record Refused(List<InputProblem> problems) implements OptionsResult {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
