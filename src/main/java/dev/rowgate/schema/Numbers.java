package dev.rowgate.schema;

import java.math.BigDecimal;

/// What `integer` and `number` share: how numbers compare.
final class Numbers {

  /// A longer text is no number: what reads a number may take time that grows with its length
  /// squared.
  static final int MAX_LENGTH = 1_000;

  /// So many digits always fit a `long`.
  static final int SMALL_DIGITS = 18;

  static final String NAN = "NaN";
  static final String INFINITY = "INF";
  static final String MINUS_INFINITY = "-INF";

  private Numbers() {}

  /// By exact value; -INF first, INF behind the numbers, NaN last.
  static int compare(Value one, Value other) {
    if (one.isSmallInteger() && other.isSmallInteger()) {
      return Long.compare(one.smallInteger(), other.smallInteger());
    }
    int rank = rank(one);
    int otherRank = rank(other);
    return rank != 0 || otherRank != 0
        ? Integer.compare(rank, otherRank)
        : decimal(one).compareTo(decimal(other));
  }

  static boolean isNaN(Value value) {
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
    // Two threads may both find nothing in a bound that they share. Each then puts an equal,
    // immutable number there, which does no harm.
    if (value.comparable() instanceof BigDecimal known) {
      return known;
    }
    var decimal = new BigDecimal(Digits.text(value));
    value.setComparable(decimal);
    return decimal;
  }
}
