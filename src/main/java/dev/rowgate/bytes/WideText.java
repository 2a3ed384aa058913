package dev.rowgate.bytes;

/// Detector of text in UTF-16 without a byte order mark, by its first two characters. The high
/// bytes of most scripts with words are control characters that no text in another encoding begins
/// with.
public final class WideText {

  /// Number of bytes that decide.
  private static final int LENGTH = 4;

  /// High bytes of Latin, Greek, Cyrillic, Hebrew and Arabic. 1 and 2 are left out: they separate
  /// cells in files of Hive.
  private static final String HIGH = "\0\3\4\5\6";

  /// Low bytes of control characters and of rare letters.
  private static final String NO_LOW = "\0\1\2\3\4\5\6\7\b\13\f\16\17";

  private WideText() {}

  /// Returns the name of the encoding; empty if it is none.
  public static String encoding(byte[] head) {
    if (head.length < LENGTH) {
      return "";
    }
    return fits(head, LENGTH, 1) ? "utf-16le" : fits(head, LENGTH, 0) ? "utf-16be" : "";
  }

  /// Whether further bytes may show that it is UTF-16.
  public static boolean isOpen(byte[] head, int length) {
    return length < LENGTH && (fits(head, length, 1) || fits(head, length, 0));
  }

  /// @param high index of the high byte in a unit of two bytes
  private static boolean fits(byte[] head, int length, int high) {
    for (int i = 0; i < length; i++) {
      int c = head[i] & 0xFF;
      if (i % 2 == high ? HIGH.indexOf(c) < 0 : NO_LOW.indexOf(c) >= 0) {
        return false;
      }
    }
    return true;
  }
}
