package dev.rowgate.options;

import dev.rowgate.problem.InputProblem;
import java.util.List;

/// What came of reading the options that a caller gave as texts.
public sealed interface OptionsResult {

  /// @param dialect what the options say of the CSV
  record Read(Options options, PartialDialect dialect) implements OptionsResult {}

  /// @param problems all that is wrong; never empty
  record Refused(List<InputProblem> problems) implements OptionsResult {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
