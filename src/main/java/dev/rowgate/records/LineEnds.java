package dev.rowgate.records;

import dev.rowgate.options.LineTerminator;

/// What a CR or LF in the window means: the end of a record in this dialect, and a physical line.
final class LineEnds {

  /// Only the byte behind tells, and it isn't there yet.
  static final int NEEDS_INPUT = -1;

  private final LineTerminator terminator;
  private final Window window;

  LineEnds(LineTerminator terminator, Window window) {
    this.terminator = terminator;
    this.window = window;
  }

  /// The length of the line end at `at`, which holds a CR or LF; 0 if it is text in this dialect.
  int length(int at) {
    boolean lf = window.bytes[at] == '\n';
    if (!lf && at + 1 == window.limit && !window.ended) {
      return NEEDS_INPUT;
    }
    boolean crlf = isCrLf(at);
    return switch (terminator) {
      case ANY -> crlf ? 2 : 1;
      case LF -> lf ? 1 : 0;
      case CRLF -> crlf ? 2 : 0;
      case CR -> lf ? 0 : 1;
    };
  }

  /// How many physical lines end in the CR, LF or CRLF at `at`, of which `length` bytes are passed:
  /// the CR of a CRLF that is passed alone ends none, its LF will.
  int newlines(int at, int length) {
    return length < 2 && isCrLf(at) ? 0 : 1;
  }

  /// The length of the physical line end at `at`: 2 for CRLF.
  int physicalLength(int at) {
    return window.bytes[at] != '\n' && at + 1 == window.limit && !window.ended
        ? NEEDS_INPUT
        : isCrLf(at) ? 2 : 1;
  }

  private boolean isCrLf(int at) {
    return window.bytes[at] == '\r' && at + 1 < window.limit && window.bytes[at + 1] == '\n';
  }
}
