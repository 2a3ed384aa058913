package dev.rowgate.schema;

import dev.rowgate.options.PartialDialect;
import dev.rowgate.problem.InputProblem;
import java.util.List;

/// A parsed Table Schema, with the dialect of its resource. Immutable and thread-safe; one instance
/// serves any number of runs.
///
/// @param fields in the order of the output's members
/// @param fieldsMatch how the header must match the fields
/// @param keys constraints on several records
/// @param rules constraints on several values of one record, in the order of the schema's text
/// @param dialect the dialect that the resource gives; empty for a bare schema
/// @param warnings the warnings of each run with this schema
public record Schema(
    List<Field> fields,
    FieldsMatch fieldsMatch,
    Keys keys,
    List<Rule> rules,
    PartialDialect dialect,
    List<InputProblem> warnings) {

  public Schema {
    warnings = List.copyOf(warnings);
    fields = List.copyOf(fields);
    rules = List.copyOf(rules);
  }

  /// Whether a cell may be parsed as JSON, which temporarily needs many times its length in memory.
  public boolean hasJson() {
    for (Field field : fields) {
      if (field.type().parsesJson()) {
        return true;
      }
    }
    return false;
  }
}
