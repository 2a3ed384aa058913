package dev.rowgate;

/// Result for one record of the input: a [Row] or a [Reject]. Immutable.
public sealed interface Entry permits Row, Reject {

  /// The line that the command line and the service write for the record, without its line end: the
  /// row, or an object with the key `_error`.
  String json();
}
