package dev.rowgate.schema;

import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.SchemaProblem;
import java.util.List;

/// Result of parsing a schema: the schema, or everything that is wrong with it.
public sealed interface SchemaResult {

  record Parsed(Schema schema) implements SchemaResult {}

  /// The schema is refused.
  ///
  /// @param problems in the order of the schema's text; never empty
  /// @param warnings as in [Schema#warnings()]
  record Invalid(List<SchemaProblem> problems, List<InputProblem> warnings)
      implements SchemaResult {
    public Invalid {
      problems = List.copyOf(problems);
      warnings = List.copyOf(warnings);
    }

    Invalid(SchemaProblem problem) {
      this(List.of(problem), List.of());
    }
  }
}
