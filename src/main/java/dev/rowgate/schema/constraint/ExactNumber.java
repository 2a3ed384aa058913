package dev.rowgate.schema.constraint;

import java.math.BigDecimal;
import tools.jackson.databind.node.DecimalNode;

/// A number as the library of JSON Schema reads it: a few digits and an exponent, never written
/// out. Jackson's own nodes make a number of 10,000 digits of `1e9999`, and throw where a number
/// doesn't fit the type that is asked for.
///
/// Equal numbers are equal nodes, however they are written: `1`, `1.0`, `10e-1`.
final class ExactNumber extends DecimalNode {

  private static final long serialVersionUID = 1;

  private static final ExactNumber[] SMALL = new ExactNumber[256];

  static {
    for (int i = 0; i < SMALL.length; i++) {
      SMALL[i] = new ExactNumber(BigDecimal.valueOf(i).stripTrailingZeros());
    }
  }

  private ExactNumber(BigDecimal number) {
    super(number);
  }

  /// @param text a number in JSON that is no longer and no larger than [NumberType] allows
  static ExactNumber of(String text) {
    if (text.length() <= 3 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      int number = Integer.parseInt(text);
      if (number < SMALL.length) {
        return SMALL[number];
      }
    }
    return new ExactNumber(new BigDecimal(text).stripTrailingZeros());
  }

  boolean isWhole() {
    return decimalValue().scale() <= 0;
  }

  @Override
  public boolean isIntegralNumber() {
    return isWhole();
  }

  @Override
  public boolean hasFractionalPart() {
    return !isWhole();
  }

  /// So that [#intValue()] doesn't throw.
  @Override
  public boolean inIntRange() {
    return true;
  }

  @Override
  public boolean inLongRange() {
    return true;
  }

  /// The nearest there is: no text is longer, and no list has more items.
  @Override
  public int _asIntValueUnchecked() {
    return (int) nearest(Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  @Override
  public long _asLongValueUnchecked() {
    return nearest(Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private long nearest(long least, long most) {
    BigDecimal number = decimalValue();
    if (number.compareTo(BigDecimal.valueOf(least)) <= 0) {
      return least;
    }
    return number.compareTo(BigDecimal.valueOf(most)) >= 0 ? most : number.longValue();
  }

  @Override
  public double doubleValue() {
    return Math.clamp(decimalValue().doubleValue(), -Double.MAX_VALUE, Double.MAX_VALUE);
  }
}
