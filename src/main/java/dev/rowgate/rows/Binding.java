package dev.rowgate.rows;

import dev.rowgate.problem.InputProblem;
import java.util.List;

/// Result of binding a header to a schema.
public sealed interface Binding {

  /// @param columns the bound columns
  /// @param warnings deviations that don't prevent a run
  record Bound(Columns columns, List<InputProblem> warnings) implements Binding {
    public Bound {
      warnings = List.copyOf(warnings);
    }
  }

  /// @param problems everything wrong with the header; never empty
  record Refused(List<InputProblem> problems) implements Binding {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
