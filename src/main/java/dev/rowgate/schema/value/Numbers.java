package dev.rowgate.schema.value;

import dev.rowgate.schema.text.Digits;
import java.math.BigDecimal;

/// Comparison and canonical form of the values of `integer` and `number`.
public final class Numbers {

  /// Number of decimal digits that always fit a `long`.
  public static final int SMALL_DIGITS = 18;

  private static final long NOT_SMALL = Long.MIN_VALUE;

  public static final String NAN = "NaN";
  public static final String INFINITY = "INF";
  public static final String MINUS_INFINITY = "-INF";

  private Numbers() {}

  /// Compares by exact value. -INF is less than all numbers, INF greater, and NaN is last.
  public static int compare(Value one, Value other) {
    if (one.isSmallInteger() && other.isSmallInteger()) {
      return Long.compare(one.smallInteger(), other.smallInteger());
    }
    int rank = rank(one);
    int otherRank = rank(other);
    if (rank != 0 || otherRank != 0) {
      return Integer.compare(rank, otherRank);
    }
    int scale = scale(one);
    int otherScale = scale(other);
    int common = Math.max(scale, otherScale);
    long scaled = scaled(one, scale, common);
    long otherScaled = scaled(other, otherScale, common);
    return scaled == NOT_SMALL || otherScaled == NOT_SMALL
        ? decimal(one).compareTo(decimal(other))
        : Long.compare(scaled, otherScaled);
  }

  /// The number of digits after the decimal point.
  private static int scale(Value value) {
    int at = value.to() - 1;
    while (at > value.from() && value.bytes()[at] != '.') {
      at--;
    }
    return value.bytes()[at] == '.' ? value.to() - at - 1 : 0;
  }

  /// The number multiplied by ten to the power of `common`, computed without allocation;
  /// [#NOT_SMALL] if it has an exponent, or if the result may exceed [#SMALL_DIGITS] digits.
  ///
  /// @param scale the number's own scale, see [#scale(Value)]
  /// @param common a scale that isn't less
  private static long scaled(Value value, int scale, int common) {
    byte[] bytes = value.bytes();
    boolean negative = bytes[value.from()] == '-';
    int first = negative ? value.from() + 1 : value.from();
    int zeros = common - scale;
    if (value.to() - first + zeros > SMALL_DIGITS) {
      return NOT_SMALL;
    }
    long number = 0;
    for (int at = first; at < value.to(); at++) {
      if (bytes[at] != '.') {
        if (bytes[at] < '0' || bytes[at] > '9') {
          return NOT_SMALL;
        }
        number = 10 * number + bytes[at] - '0';
      }
    }
    for (int i = 0; i < zeros; i++) {
      number *= 10;
    }
    return negative ? -number : number;
  }

  /// Writes the sign, the power of ten and the significant digits: 1.50, 15e-1 and 01.5 are all 15
  /// · 10⁻¹. Zero writes nothing. NaN and the infinities write their text, which no number's bytes
  /// equal.
  public static void canonical(Value value, KeyBytes into) {
    byte[] bytes = value.bytes();
    int from = value.from();
    int to = value.to();
    if (value.kind() == Value.Kind.TEXT) {
      into.put(bytes, from, to);
      return;
    }
    boolean negative = bytes[from] == '-';
    int first = negative ? from + 1 : from;
    int point = Digits.end(bytes, first, to);
    int end = point < to && bytes[point] == '.' ? Digits.end(bytes, point + 1, to) : point;
    while (first < end && (bytes[first] == '0' || bytes[first] == '.')) {
      first++;
    }
    int last = end;
    while (last > first && (bytes[last - 1] == '0' || bytes[last - 1] == '.')) {
      last--;
    }
    if (first == last) {
      return;
    }
    // The power of the last digit: negative after the point; trailing zeros before it raise it.
    int power = last > point ? point + 1 - last : point - last;
    into.putByte(negative ? '-' : '+');
    into.putInt(power + exponent(bytes, end, to));
    for (int at = first; at < last; at++) {
      if (bytes[at] != '.') {
        into.putByte(bytes[at]);
      }
    }
  }

  /// The value of the exponent whose `e` is at `from`; 0 if `from` is the end.
  private static int exponent(byte[] bytes, int from, int to) {
    if (from == to) {
      return 0;
    }
    boolean signed = bytes[from + 1] == '+' || bytes[from + 1] == '-';
    int size = 0;
    for (int at = from + (signed ? 2 : 1); at < to; at++) {
      size = 10 * size + bytes[at] - '0';
    }
    return bytes[from + 1] == '-' ? -size : size;
  }

  public static boolean isNaN(Value value) {
    return value.kind() == Value.Kind.TEXT
        && Digits.is(NAN, value.bytes(), value.from(), value.to());
  }

  private static int rank(Value value) {
    if (value.kind() == Value.Kind.NUMBER) {
      return 0;
    }
    if (isNaN(value)) {
      return 2;
    }
    return Digits.is(INFINITY, value.bytes(), value.from(), value.to()) ? 1 : -1;
  }

  private static BigDecimal decimal(Value value) {
    // A bound is shared by threads. They may both store this number; the results are equal and
    // immutable.
    if (value.comparable() instanceof BigDecimal known) {
      return known;
    }
    var decimal = new BigDecimal(value.asText());
    value.setComparable(decimal);
    return decimal;
  }
}
