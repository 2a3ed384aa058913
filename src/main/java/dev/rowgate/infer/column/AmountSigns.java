package dev.rowgate.infer.column;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Currency and percent signs of the numbers in a column. Conversion to a number drops them, so
/// that `$5` and `€5` would become equal.
final class AmountSigns {

  private byte @Nullable [] first;
  private byte @Nullable [] other;
  private long signed;

  /// Adds a number, unless it consists of digits only.
  void add(byte[] bytes, int from, int to) {
    byte[] sign = NumberBytes.of(bytes, from, to).sign();
    if (sign.length == 0) {
      return;
    }
    signed++;
    if (first == null) {
      first = sign;
    } else if (other == null && !Arrays.equals(first, sign)) {
      other = sign;
    }
  }

  /// Returns the first sign; empty if no number has one.
  String first() {
    return first == null ? "" : new String(first, UTF_8);
  }

  /// Returns the reason not to read the column as numbers; empty if all signs are the same.
  String objection() {
    return first == null || other == null
        ? ""
        : "amounts with different signs, such as '%s' and '%s', which a number would lose"
            .formatted(new String(first, UTF_8), new String(other, UTF_8));
  }

  /// Returns a warning if some of the numbers have no sign, otherwise empty.
  ///
  /// @param numbers count of the column's numbers
  String warning(long numbers) {
    return first == null || signed >= numbers
        ? ""
        : "%d of %d numbers have no '%s', and mean something else if it is a unit"
            .formatted(numbers - signed, numbers, new String(first, UTF_8));
  }
}
