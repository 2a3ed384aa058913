package dev.rowgate.infer;

import dev.rowgate.problem.InputProblem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Result of an inference: a resource descriptor or a refusal.
public sealed interface Inferred {

  /// @param json a resource descriptor that is accepted as a schema; ends with a line feed
  /// @param emptyColumns the names of the columns without any value, whose types are meaningless
  /// @param signs the currency or percent sign of each column of numbers, which a conversion drops;
  ///   empty for none
  /// @param footer what looks like a footer, which has a warning; null for none
  record Descriptor(
      String json, Set<String> emptyColumns, Map<String, String> signs, @Nullable FooterNote footer)
      implements Inferred {
    public Descriptor {
      signs = Map.copyOf(signs);
      emptyColumns = Set.copyOf(emptyColumns);
    }
  }

  /// Nothing can be inferred from the input.
  ///
  /// @param problems never empty
  record Refused(List<InputProblem> problems) implements Inferred {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
