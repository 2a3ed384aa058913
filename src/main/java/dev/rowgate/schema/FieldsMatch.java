package dev.rowgate.schema;

/// How the labels of the header must match the fields of the schema (Table Schema v2,
/// `fieldsMatch`).
public enum FieldsMatch {
  /// The same fields in the same order.
  EXACT,
  /// The same fields in any order.
  EQUAL,
  /// All fields, and possibly columns that the schema lacks.
  SUBSET,
  /// Only columns that the schema has, possibly not all of them.
  SUPERSET,
  /// At least one field in common.
  PARTIAL
}
