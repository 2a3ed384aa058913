package dev.rowgate.bytes;

/// Detector of whether bytes in another encoding are in fact UTF-8.
///
/// Text of another encoding has hardly ever only well-formed sequences of UTF-8 besides ASCII, and
/// text in UTF-8 has nothing else. Not thread-safe.
public final class Utf8Evidence {

  private static final int FIRST_CONTINUATION = 0x80;
  private static final int LAST_CONTINUATION = 0xBF;

  private boolean isWellFormed = true;
  private boolean hasSequence;
  private boolean hasLineEnd;

  /// Number of bytes that the current sequence lacks.
  private int missing;

  private int lowest = FIRST_CONTINUATION;
  private int highest = LAST_CONTINUATION;

  /// Whether bytes that were read as one line of UTF-16 are lines of UTF-8 or ASCII. Their end may
  /// be cut off.
  public static boolean areLines(byte[] bytes) {
    var evidence = new Utf8Evidence();
    evidence.see(bytes, 0, bytes.length);
    return evidence.hasLineEnd && evidence.isWellFormed;
  }

  void see(byte[] bytes, int from, int to) {
    for (int i = from; i < to && isWellFormed; i++) {
      if (bytes[i] <= '\r' || missing > 0) {
        see(bytes[i] & 0xFF);
      }
    }
  }

  /// Whether all bytes are UTF-8, and there was a character that isn't ASCII.
  boolean isUtf8() {
    return isWellFormed && hasSequence && missing == 0;
  }

  private void see(int b) {
    if (missing > 0) {
      isWellFormed = b >= lowest && b <= highest;
      lowest = FIRST_CONTINUATION;
      highest = LAST_CONTINUATION;
      missing--;
      hasSequence = true;
    } else if (b < FIRST_CONTINUATION) {
      // In UTF-16 each ASCII character has a zero byte; text has none.
      isWellFormed = b != 0;
      hasLineEnd |= b == '\n' || b == '\r';
    } else {
      start(b);
    }
  }

  /// Starts a sequence, see table 3-7 of Unicode.
  private void start(int b) {
    isWellFormed = b >= 0xC2 && b <= 0xF4;
    missing = b < 0xE0 ? 1 : b < 0xF0 ? 2 : 3;
    lowest = b == 0xE0 ? 0xA0 : b == 0xF0 ? 0x90 : FIRST_CONTINUATION;
    highest = b == 0xED ? 0x9F : b == 0xF4 ? 0x8F : LAST_CONTINUATION;
  }
}
