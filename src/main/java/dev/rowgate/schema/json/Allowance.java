package dev.rowgate.schema.json;

/// Admission of the memory that parsing a schema needs. The parser asks before it allocates, about
/// every 64 KiB; the caller counts the bytes against its limits and can end the parsing.
@FunctionalInterface
public interface Allowance {

  /// For schemas that the operator or the user of the command line wrote.
  Allowance UNLIMITED = _ -> true;

  /// @param bytes additional memory that is about to be used
  /// @return false to end the parsing
  boolean take(long bytes);
}
