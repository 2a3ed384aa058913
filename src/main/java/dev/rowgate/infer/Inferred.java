package dev.rowgate.infer;

import dev.rowgate.problem.InputProblem;
import java.util.List;

/// Result of an inference: a resource descriptor or a refusal.
public sealed interface Inferred {

  /// @param json a resource descriptor that is accepted as a schema; ends with a line feed
  record Descriptor(String json) implements Inferred {}

  /// Nothing can be inferred from the input.
  ///
  /// @param problems never empty
  record Refused(List<InputProblem> problems) implements Inferred {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
