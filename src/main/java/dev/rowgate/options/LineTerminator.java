package dev.rowgate.options;

/// What ends a record. Physical lines are counted by every LF, CRLF and lone CR, whatever this
/// says.
public enum LineTerminator {
  /// Any of LF, CRLF and lone CR, mixed as they come.
  ANY,
  LF,
  CRLF,
  CR
}
