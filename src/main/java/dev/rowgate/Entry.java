package dev.rowgate;

/// What one record of the input became: a [Row], or a [Reject]. Immutable.
public sealed interface Entry permits Row, Reject {

  /// The line that the command line and the service write for the record, without its line end: the
  /// row, or an object with the key `_error`.
  String json();
}
