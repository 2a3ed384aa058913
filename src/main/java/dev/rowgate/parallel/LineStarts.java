package dev.rowgate.parallel;

import dev.rowgate.options.LineTerminator;
import java.io.IOException;

/// Finder of the offsets at which pieces begin: the first line start at or after a border. A line
/// may start inside a quoted cell, so this only guesses where a record starts.
///
/// @param source the input
/// @param terminator of the records
record LineStarts(PositionedSource source, LineTerminator terminator) {

  /// Bytes to search first; most lines are shorter.
  private static final int NEAREST = 4 << 10;

  /// Bytes to search at most; if a line is longer, the piece begins in the middle of it.
  private static final int FARTHEST = 64 << 10;

  /// Returns the first line start at `border` or shortly after it; `border` if there is none.
  long at(long border) throws IOException {
    int found = find(new byte[NEAREST], border - 1);
    if (found < 0) {
      found = find(new byte[FARTHEST], border - 1);
    }
    return found < 0 ? border : border + found;
  }

  /// Returns the index of the first byte that ends a line; -1 if there is none.
  private int find(byte[] bytes, long from) throws IOException {
    int length = Math.max(0, source.read(bytes, bytes.length, from));
    String text = terminator.text();
    if (!text.isEmpty()) {
      return indexOf(bytes, length, text.charAt(text.length() - 1));
    }
    int found = indexOf(bytes, length, '\n');
    return found < 0 ? indexOf(bytes, length, '\r') : found;
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
