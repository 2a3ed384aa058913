package dev.rowgate.bytes;

import java.util.Arrays;

/// Detector of whether bytes in another encoding are in fact UTF-8.
///
/// Text of another encoding has hardly ever only well-formed sequences of UTF-8 besides ASCII, and
/// text in UTF-8 has nothing else. Not thread-safe.
public final class Utf8Evidence {

  private boolean isWellFormed = true;
  private boolean hasSequence;
  private boolean hasLineEnd;

  /// The start of a character at the end of the bytes so far.
  private byte[] rest = {};

  /// Whether bytes that are read as one line or more of UTF-16 are lines of UTF-8 or ASCII. Their
  /// end may be cut off.
  public static boolean areLines(byte[] bytes) {
    Utf8Evidence evidence = of(bytes);
    return evidence.hasLineEnd && evidence.isWellFormed;
  }

  /// Whether bytes that are read in another encoding are UTF-8, and more than ASCII. Their end may
  /// be cut off.
  public static boolean areUtf8(byte[] bytes) {
    Utf8Evidence evidence = of(bytes);
    return evidence.hasSequence && evidence.isWellFormed;
  }

  private static Utf8Evidence of(byte[] bytes) {
    var evidence = new Utf8Evidence();
    evidence.see(bytes, 0, bytes.length);
    return evidence;
  }

  void see(byte[] bytes, int from, int to) {
    if (rest.length == 0) {
      seeFromStart(bytes, from, to);
    } else {
      byte[] joined = Arrays.copyOf(rest, rest.length + to - from);
      System.arraycopy(bytes, from, joined, rest.length, to - from);
      seeFromStart(joined, 0, joined.length);
    }
  }

  /// Whether all bytes are UTF-8, and there was a character that isn't ASCII.
  boolean isUtf8() {
    return isWellFormed && hasSequence && rest.length == 0;
  }

  /// @param from the start of a character
  private void seeFromStart(byte[] bytes, int from, int to) {
    int at = from;
    while (isWellFormed && at < to) {
      byte b = bytes[at];
      int length = Utf8.sequenceLength(bytes, at, to);
      if (length == Utf8.INCOMPLETE) {
        break;
      }
      // In UTF-16 each ASCII character has a zero byte; text has none.
      isWellFormed = length != Utf8.MALFORMED && b != 0;
      hasSequence |= length > 1;
      hasLineEnd |= b == '\n' || b == '\r';
      at += length;
    }
    rest = isWellFormed ? Arrays.copyOfRange(bytes, at, to) : new byte[0];
  }
}
