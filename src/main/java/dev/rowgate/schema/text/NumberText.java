package dev.rowgate.schema.text;

import static java.nio.charset.StandardCharsets.US_ASCII;

/// Limits on the text of a number, in a cell and in JSON. Exact comparison beyond them would take
/// time quadratic in the length, or gigabytes of memory.
public final class NumberText {

  /// Maximum length in characters.
  public static final int MAX_LENGTH = 1_000;

  /// Maximum absolute value of an exponent.
  private static final int MAX_EXPONENT = 9_999;

  private NumberText() {}

  /// Whether a JSON number has no exponent, or one within the limit.
  public static boolean hasBoundedExponent(String json) {
    int exponent = Math.max(json.indexOf('e'), json.indexOf('E'));
    byte[] ascii = json.getBytes(US_ASCII);
    return exponent < 0 || isExponent(ascii, exponent, ascii.length);
  }

  /// Whether `bytes[from, to)`, which isn't empty, is an exponent within the limit, such as `e-5`.
  public static boolean isExponent(byte[] bytes, int from, int to) {
    if (bytes[from] != 'e' && bytes[from] != 'E') {
      return false;
    }
    boolean signed = from + 1 < to && (bytes[from + 1] == '+' || bytes[from + 1] == '-');
    int first = from + (signed ? 2 : 1);
    if (first == to || Digits.end(bytes, first, to) != to) {
      return false;
    }
    int exponent = 0;
    for (int at = first; at < to && exponent <= MAX_EXPONENT; at++) {
      exponent = 10 * exponent + bytes[at] - '0';
    }
    return exponent <= MAX_EXPONENT;
  }
}
