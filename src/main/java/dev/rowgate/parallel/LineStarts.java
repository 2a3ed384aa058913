package dev.rowgate.parallel;

import dev.rowgate.options.LineTerminator;
import java.io.IOException;

/// Finder of the offsets at which pieces begin: the first line start at a border or behind it. A
/// line may start inside of a quoted cell, so it is only a guess of where a record starts.
///
/// @param source the input
/// @param terminator what ends a record
record LineStarts(PositionedSource source, LineTerminator terminator) {

  /// A line may be longer; then the piece begins in the middle of it.
  private static final int FARTHEST = 64 << 10;

  /// Returns the first line start at `border` or within some bytes behind it; `border` if there is
  /// none.
  long at(long border) throws IOException {
    byte[] bytes = new byte[FARTHEST];
    long from = border - 1;
    int length = Math.max(0, source.read(bytes, FARTHEST, from));
    String text = terminator.text();
    int found = text.isEmpty() ? -1 : indexOf(bytes, length, text.charAt(text.length() - 1));
    if (text.isEmpty()) {
      found = indexOf(bytes, length, '\n');
      found = found < 0 ? indexOf(bytes, length, '\r') : found;
    }
    return found < 0 ? border : from + found + 1;
  }

  private static int indexOf(byte[] bytes, int length, char wanted) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] == (byte) wanted) {
        return i;
      }
    }
    return -1;
  }
}
