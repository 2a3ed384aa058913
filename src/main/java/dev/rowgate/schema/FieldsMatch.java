package dev.rowgate.schema;

/// How the labels of a header fit the fields of a schema (Table Schema v2, `fieldsMatch`).
public enum FieldsMatch {
  /// The same fields in the same order.
  EXACT,
  /// The same fields in any order.
  EQUAL,
  /// All fields, and perhaps columns that the schema lacks.
  SUBSET,
  /// No column that the schema lacks, perhaps not all fields.
  SUPERSET,
  /// At least one field in common.
  PARTIAL
}
