package dev.rowgate.schema.text;

/// Scanner for ASCII digits and words in the bytes of a cell.
public final class Digits {

  private Digits() {}

  /// The end of the run of digits that starts at `from`.
  public static int end(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at;
  }

  /// The value of the digits `bytes[from, to)`, at most 18; -1 if one byte is no digit.
  public static long number(byte[] bytes, int from, int to) {
    long number = 0;
    for (int at = from; at < to; at++) {
      int digit = bytes[at] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = 10 * number + digit;
    }
    return number;
  }

  /// Whether `bytes[from, to)` is this text.
  public static boolean is(String ascii, byte[] bytes, int from, int to) {
    if (to - from != ascii.length()) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      if (bytes[from + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /// Whether `bytes[from, to)` is this text, ignoring the case of ASCII letters.
  public static boolean isInAnyCase(String ascii, byte[] bytes, int from, int to) {
    if (to - from != ascii.length()) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      if (Character.toLowerCase(bytes[from + i]) != Character.toLowerCase(ascii.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
