package dev.rowgate.schema.type;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rowgate.schema.text.Days;
import dev.rowgate.schema.text.Digits;
import dev.rowgate.schema.text.NumberText;
import dev.rowgate.schema.value.KeyBytes;
import dev.rowgate.schema.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;

/// Type `duration`, XML Schema's `PnYnMnDTnHnMnS`, written unchanged. Months differ in length, so
/// durations are only partially ordered.
record DurationType() implements FieldType {

  private static final String DATE_UNITS = "YMD";
  private static final String TIME_UNITS = "HMS";

  /// Limit on the digits of one component; the fraction of seconds isn't counted.
  private static final int MOST_DIGITS = 15;

  @Override
  public String name() {
    return "duration";
  }

  @Override
  public String expected() {
    return "duration (PnYnMnDTnHnMnS)";
  }

  @Override
  public boolean read(byte[] bytes, int from, int to, Value into) {
    if (to - from > NumberText.MAX_LENGTH || !isDuration(bytes, from, to)) {
      return false;
    }
    into.setText(bytes, from, to);
    return true;
  }

  private static boolean isDuration(byte[] bytes, int from, int to) {
    int start = from < to && bytes[from] == '-' ? from + 1 : from;
    if (start == to || bytes[start] != 'P') {
      return false;
    }
    int time = unitsEnd(bytes, start + 1, to, DATE_UNITS);
    if (time < to && bytes[time] == 'T') {
      int end = unitsEnd(bytes, time + 1, to, TIME_UNITS);
      return end == to && end > time + 1;
    }
    return time == to && time > start + 1;
  }

  /// The end of a sequence of number-unit pairs, each unit at most once and in this order.
  private static int unitsEnd(byte[] bytes, int from, int to, String units) {
    int at = from;
    int next = 0;
    while (at < to && next < units.length()) {
      int unit = Digits.end(bytes, at, to);
      int digits = unit - at;
      int point = unit;
      unit = TimeType.fractionEnd(bytes, point, to);
      int found = unit >= 0 && unit < to ? units.indexOf(bytes[unit], next) : -1;
      boolean allowed = unit == point || (found >= 0 && units.charAt(found) == 'S');
      if (digits == 0 || digits > MOST_DIGITS || found < 0 || !allowed) {
        return at;
      }
      next = found + 1;
      at = unit + 1;
    }
    return at;
  }

  /// Equal durations have equal months and equal seconds.
  @Override
  public int compare(Value one, Value other) {
    return length(one).compareTo(length(other));
  }

  @Override
  public void canonical(Value value, KeyBytes into) {
    length(value).put(into);
  }

  @Override
  public boolean areOrdered(Value one, Value other) {
    return length(one).isOrderedWith(length(other));
  }

  private static Length length(Value value) {
    // A bound is shared by threads. They may both store this length; the results are equal.
    if (value.comparable() instanceof Length known) {
      return known;
    }
    Length length =
        Length.of(new String(value.bytes(), value.from(), value.to() - value.from(), US_ASCII));
    value.setComparable(length);
    return length;
  }

  /// A duration as XML Schema represents it: months and seconds.
  private record Length(long months, BigDecimal seconds) implements Comparable<Length> {

    /// The reference months of XML Schema (1.0, part 2, 3.2.6.2), counted from year 0. Two
    /// durations are ordered if they compare alike when added to each of them: September 1696,
    /// February 1697, March 1903 and July 1903.
    private static final long[] STARTS = {
      12 * 1696 + 8, 12 * 1697 + 1, 12 * 1903 + 2, 12 * 1903 + 6
    };

    static Length of(String text) {
      long months = 0;
      BigDecimal seconds = BigDecimal.ZERO;
      boolean inTime = false;
      int from = text.indexOf('P') + 1;
      for (int at = from; at < text.length(); at++) {
        char c = text.charAt(at);
        if (c == '.' || (c >= '0' && c <= '9')) {
          continue;
        }
        if (c == 'T') {
          inTime = true;
        } else if (c == 'Y' || (c == 'M' && !inTime)) {
          months += (c == 'Y' ? 12 : 1) * Long.parseLong(text, from, at, 10);
        } else {
          int unit = c == 'D' ? Days.SECONDS : c == 'H' ? 3_600 : c == 'M' ? 60 : 1;
          seconds =
              seconds.add(new BigDecimal(text.substring(from, at)).multiply(new BigDecimal(unit)));
        }
        from = at + 1;
      }
      return text.startsWith("-")
          ? new Length(-months, seconds.negate())
          : new Length(months, seconds);
    }

    void put(KeyBytes into) {
      into.putLong(months);
      byte[] digits = seconds.stripTrailingZeros().toString().getBytes(US_ASCII);
      into.put(digits, 0, digits.length);
    }

    private BigDecimal after(long start) {
      long end = start + months;
      long days =
          Days.of(Math.floorDiv(end, 12), 1 + Math.floorMod(end, 12), 1)
              - Days.of(start / 12, 1 + (int) (start % 12), 1);
      return seconds.add(
          new BigDecimal(BigInteger.valueOf(days).multiply(BigInteger.valueOf(Days.SECONDS))));
    }

    boolean isOrderedWith(Length other) {
      int first = after(STARTS[0]).compareTo(other.after(STARTS[0]));
      for (long start : STARTS) {
        if (after(start).compareTo(other.after(start)) != first) {
          return false;
        }
      }
      // The same length from every reference month but different months: neither equal nor ordered.
      return first != 0 || months == other.months;
    }

    @Override
    public int compareTo(Length other) {
      BigDecimal sum = BigDecimal.ZERO;
      for (long start : STARTS) {
        sum = sum.add(after(start)).subtract(other.after(start));
      }
      return sum.signum() != 0 ? sum.signum() : Long.compare(months, other.months);
    }
  }
}
