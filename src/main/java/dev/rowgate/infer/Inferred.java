package dev.rowgate.infer;

import dev.rowgate.problem.InputProblem;
import java.util.List;

/// What came of an inference.
public sealed interface Inferred {

  /// @param json a resource descriptor, which is read as a schema just as it is; ends with a line
  ///   end
  record Descriptor(String json) implements Inferred {}

  /// There is nothing to infer from.
  ///
  /// @param problems never empty
  record Refused(List<InputProblem> problems) implements Inferred {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
