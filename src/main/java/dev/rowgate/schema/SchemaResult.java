package dev.rowgate.schema;

import dev.rowgate.problem.SchemaProblem;
import java.util.List;

/// What came of reading a schema.
public sealed interface SchemaResult {

  record Parsed(Schema schema) implements SchemaResult {}

  /// It can't be used.
  ///
  /// @param problems all that is wrong, in the order of the schema's text; never empty
  record Invalid(List<SchemaProblem> problems) implements SchemaResult {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }
}
