package dev.rowgate.schema.json;

/// What the reader of a schema asks before it takes memory, and every few hundred values: the
/// caller counts the memory against its limits, and can end the reading.
@FunctionalInterface
public interface Allowance {

  /// For a schema that the operator or the user of the command line has written.
  Allowance UNLIMITED = _ -> true;

  /// @param bytes how much more memory is about to be used
  /// @return false to end the reading
  boolean take(long bytes);
}
