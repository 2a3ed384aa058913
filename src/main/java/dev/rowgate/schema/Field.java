package dev.rowgate.schema;

import java.util.List;

/// One field of a schema.
///
/// @param name the label of its column, and the key in the output
/// @param required whether a missing value rejects the record
/// @param missingValues the texts that stand for no value in this field
/// @param constraints the conditions on a value, in the order of the schema's text
public record Field(
    String name,
    FieldType type,
    boolean required,
    MissingValues missingValues,
    List<Constraint> constraints) {

  public Field {
    constraints = List.copyOf(constraints);
  }

  /// The same, but that a missing value rejects the record.
  Field asRequired() {
    return new Field(name, type, true, missingValues, constraints);
  }
}
