package dev.rowgate.rows;

import dev.rowgate.problem.InputProblem;
import java.util.List;

/// What came of binding a header.
public sealed interface Binding {

  /// @param warnings what was put right on the way
  record Bound(Columns columns, List<InputProblem> warnings) implements Binding {
    public Bound {
      warnings = List.copyOf(warnings);
    }
  }

  /// @param problems all that is wrong with the header; never empty
  record Refused(List<InputProblem> problems) implements Binding {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
