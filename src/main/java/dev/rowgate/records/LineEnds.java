package dev.rowgate.records;

import static java.util.Locale.ROOT;

import dev.rowgate.options.LineTerminator;

/// Detector of line ends in the window: ends of records in this dialect, and of physical lines.
final class LineEnds {

  /// The result depends on bytes that haven't been fed yet.
  static final int NEEDS_INPUT = ByteSequence.NEEDS_INPUT;

  private enum Kind {
    ANY,
    LF,
    CRLF,
    CR,
    OTHER
  }

  private final Kind kind;
  private final Window window;
  private final ByteSequence other;

  /// Whether the other line terminator ends in a CR, which may be the first half of a CRLF.
  private final boolean otherEndsInCr;

  /// By byte; shared by most dialects.
  private final boolean[] begins;

  private static final boolean[] USUAL = new boolean[256];

  static {
    USUAL['\n'] = true;
    USUAL['\r'] = true;
  }

  LineEnds(LineTerminator terminator, Window window) {
    this.kind = kind(terminator);
    this.window = window;
    this.other = new ByteSequence(terminator.text(), window);
    this.otherEndsInCr = kind == Kind.OTHER && terminator.text().endsWith("\r");
    if (kind == Kind.OTHER) {
      begins = USUAL.clone();
      begins[other.first()] = true;
    } else {
      begins = USUAL;
    }
  }

  /// The usual kind is compared first: each request asks for it, and the search by name costs more.
  private static Kind kind(LineTerminator terminator) {
    if (terminator.equals(LineTerminator.ANY)) {
      return Kind.ANY;
    }
    return terminator.isOther()
        ? Kind.OTHER
        : Kind.valueOf(terminator.toString().toUpperCase(ROOT));
  }

  /// Whether a line end of any kind may begin with this byte.
  boolean mayBeginWith(byte b) {
    return begins[b & 0xFF];
  }

  /// Returns the length of the record's terminator at `at`, where a byte must be that may begin
  /// one; 0 if it is text in this dialect.
  int length(int at) {
    byte b = window.bytes[at];
    if (b == '\r' && at + 1 == window.limit && !window.ended) {
      return NEEDS_INPUT;
    }
    boolean lf = b == '\n';
    return switch (kind) {
      case ANY -> isCrLf(at) ? 2 : 1;
      case LF -> lf ? 1 : 0;
      case CRLF -> isCrLf(at) ? 2 : 0;
      case CR -> lf ? 0 : 1;
      case OTHER -> otherLength(at);
    };
  }

  private int otherLength(int at) {
    int length = other.lengthAt(at);
    boolean cut = length > 0 && at + length == window.limit && !window.ended;
    return cut && otherEndsInCr ? NEEDS_INPUT : length;
  }

  /// Returns the number of physical lines that end in `length` bytes at `at`. The CR of a CRLF that
  /// isn't included as a whole doesn't count; its LF will.
  int newlines(int at, int length) {
    if (length == 1 && window.bytes[at] == '\n') {
      return 1;
    }
    int newlines = 0;
    for (int i = at; i < at + length; i++) {
      if (window.bytes[i] == '\n' || (window.bytes[i] == '\r' && !isCrLf(i))) {
        newlines++;
      }
    }
    return newlines;
  }

  /// Returns the length of the physical line end at `at`: 2 for CRLF, 0 if there is none.
  int physicalLength(int at) {
    byte b = window.bytes[at];
    if (b == '\n') {
      return 1;
    }
    if (b != '\r') {
      return 0;
    }
    return at + 1 == window.limit && !window.ended ? NEEDS_INPUT : isCrLf(at) ? 2 : 1;
  }

  /// Moves the window's position to the next line end, but not past it.
  ///
  /// @param physical whether every physical line end counts, and not only those that end a record
  /// @return the length of the line end; 0 at the end of the input
  int moveToNext(boolean physical) {
    byte[] bytes = window.bytes;
    while (window.pos < window.limit) {
      if (mayBeginWith(bytes[window.pos])) {
        int length = physical ? lengthOfAny(window.pos) : length(window.pos);
        if (length != 0) {
          return length;
        }
      }
      window.pos++;
    }
    return window.ended ? 0 : NEEDS_INPUT;
  }

  /// Returns the length of the physical line end at `at`, or of the record's terminator if that is
  /// another text; 0 if there is none.
  private int lengthOfAny(int at) {
    int physical = physicalLength(at);
    return physical == 0 && kind == Kind.OTHER ? otherLength(at) : physical;
  }

  private boolean isCrLf(int at) {
    return window.bytes[at] == '\r' && at + 1 < window.limit && window.bytes[at + 1] == '\n';
  }
}
