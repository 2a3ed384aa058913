package dev.rowgate.schema.constraint;

import java.math.BigDecimal;
import tools.jackson.databind.node.DecimalNode;

/// Jackson number node with an exact decimal value, for the JSON Schema library. It is never
/// expanded to all its digits: Jackson's own nodes turn `1e9999` into 10,000 digits, and throw if a
/// number doesn't fit the requested type.
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

  /// @param text a JSON number within the limits of [dev.rowgate.schema.text.NumberText]
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

  /// Always true, so that the inherited [#intValue()] doesn't throw.
  @Override
  public boolean inIntRange() {
    return true;
  }

  @Override
  public boolean inLongRange() {
    return true;
  }

  /// Returns the nearest `int`: enough for lengths and counts, which are never larger.
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
