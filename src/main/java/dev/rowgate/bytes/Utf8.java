package dev.rowgate.bytes;

/// Validator for UTF-8 byte sequences (RFC 3629; Unicode, table 3-7).
public final class Utf8 {

  /// The bytes are a prefix of a character.
  public static final int INCOMPLETE = -1;

  /// The bytes start no character.
  public static final int MALFORMED = 0;

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private Utf8() {}

  /// The length of a byte order mark at `bytes[at, limit)`: 3, 0 if there is none, or
  /// [#INCOMPLETE].
  public static int byteOrderMark(byte[] bytes, int at, int limit) {
    int have = Math.min(limit - at, BYTE_ORDER_MARK.length);
    if (!java.util.Arrays.equals(bytes, at, at + have, BYTE_ORDER_MARK, 0, have)) {
      return 0;
    }
    return have == BYTE_ORDER_MARK.length ? have : INCOMPLETE;
  }

  /// The length of a byte order mark at the start of `bytes[at, limit)`, behind which nothing
  /// follows: 3, or 0 if there is none.
  public static int markLength(byte[] bytes, int at, int limit) {
    return Math.max(0, byteOrderMark(bytes, at, limit));
  }

  /// The length of the character that starts at `bytes[at]`; [#MALFORMED]; or [#INCOMPLETE] if
  /// `bytes[at, limit)` is a prefix of one.
  public static int sequenceLength(byte[] bytes, int at, int limit) {
    int lead = bytes[at] & 0xFF;
    if (lead < 0x80) {
      return 1;
    }
    int length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    if (length == 0) {
      return MALFORMED;
    }
    if (at + 1 == limit) {
      return INCOMPLETE;
    }
    int second = bytes[at + 1] & 0xFF;
    // The range of the second byte excludes overlong forms, surrogates and code points above
    // U+10FFFF.
    int low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    int high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (second < low || second > high) {
      return MALFORMED;
    }
    for (int i = 2; i < length; i++) {
      if (at + i == limit) {
        return INCOMPLETE;
      }
      if (!isContinuation(bytes[at + i])) {
        return MALFORMED;
      }
    }
    return length;
  }

  public static boolean isContinuation(byte b) {
    return (b & 0xC0) == 0x80;
  }

  /// Whether `bytes[from, to)` is well-formed UTF-8.
  public static boolean isValid(byte[] bytes, int from, int to) {
    for (int i = from; i < to; ) {
      int length = sequenceLength(bytes, i, to);
      if (length <= 0) {
        return false;
      }
      i += length;
    }
    return true;
  }

  /// The largest end in `[from, to]` that doesn't split a well-formed character.
  public static int wholeCharacters(byte[] bytes, int from, int to) {
    for (int lead = to - 1; lead >= Math.max(from, to - 3); lead--) {
      if (!isContinuation(bytes[lead])) {
        return sequenceLength(bytes, lead, to) == INCOMPLETE ? lead : to;
      }
    }
    return to;
  }
}
