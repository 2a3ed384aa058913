package dev.rowgate.schema;

import dev.rowgate.schema.constraint.Constraint;
import dev.rowgate.schema.constraint.WholeRange;
import dev.rowgate.schema.type.FieldType;
import dev.rowgate.schema.type.IntegerType;
import dev.rowgate.schema.type.StringType;
import dev.rowgate.schema.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One field of a schema: how the cells of one column are read, checked and named. Immutable and
/// thread-safe.
///
/// @param name the label of the column, used in problems and by other fields
/// @param key the member name in the output
/// @param required whether a missing value rejects the record
/// @param missingValues the cell texts that mean "no value" in this field
/// @param absent the default written for a missing value (`rowgate:default`); null if there is
///   none. Must not be modified
/// @param constraints the conditions on a value, in the order of the schema's text
public record Field(
    String name,
    String key,
    FieldType type,
    boolean required,
    MissingValues missingValues,
    @Nullable Value absent,
    List<Constraint> constraints) {

  public Field {
    constraints = List.copyOf(constraints);
  }

  /// Whether a missing value here rejects the record: required, and without a default.
  public boolean needsValue() {
    return required && absent == null;
  }

  /// Whether every text that isn't a missing value is valid and is written unchanged.
  public boolean isAnyText() {
    return type instanceof StringType && constraints.isEmpty();
  }

  /// The range of valid integers, if the field's whole check is one; null otherwise. The fast path
  /// uses it.
  public @Nullable WholeRange wholeRange() {
    return type instanceof IntegerType ? WholeRange.of(constraints) : null;
  }

  /// A copy of this field with `required` set.
  Field asRequired() {
    return new Field(name, key, type, true, missingValues, absent, constraints);
  }
}
