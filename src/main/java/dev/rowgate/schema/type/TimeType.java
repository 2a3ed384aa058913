package dev.rowgate.schema.type;

import dev.rowgate.schema.text.Digits;
import dev.rowgate.schema.text.Zones;
import dev.rowgate.schema.value.KeyBytes;
import dev.rowgate.schema.value.Value;
import java.util.Arrays;

/// Type `time` in the form `hh:mm:ss`, written unchanged. A value read by a pattern may also have a
/// fraction and a zone.
record TimeType() implements FieldType {

  /// The length of `hh:mm:ss`.
  static final int LENGTH = 8;

  @Override
  public String name() {
    return "time";
  }

  @Override
  public String expected() {
    return "time (hh:mm:ss)";
  }

  @Override
  public boolean read(byte[] bytes, int from, int to, Value into) {
    if (to - from != LENGTH || !isTime(bytes, from)) {
      return false;
    }
    into.setText(bytes, from, to);
    return true;
  }

  /// Whether a time `hh:mm:ss` is at `from`. There must be [#LENGTH] bytes.
  static boolean isTime(byte[] bytes, int from) {
    long hour = Digits.number(bytes, from, from + 2);
    long minute = Digits.number(bytes, from + 3, from + 5);
    long second = Digits.number(bytes, from + 6, from + 8);
    return bytes[from + 2] == ':'
        && bytes[from + 5] == ':'
        && hour >= 0
        && hour < 24
        && minute >= 0
        && minute < 60
        && second >= 0
        && second < 60;
  }

  /// The seconds from midnight of the time at `from`.
  static int seconds(byte[] bytes, int from) {
    return (int)
        (3_600 * Digits.number(bytes, from, from + 2)
            + 60 * Digits.number(bytes, from + 3, from + 5)
            + Digits.number(bytes, from + 6, from + 8));
  }

  /// The end of the fraction of a second at `from`; `from` itself if there is none, -1 for a point
  /// without digits.
  static int fractionEnd(byte[] bytes, int from, int to) {
    if (from == to || bytes[from] != '.') {
      return from;
    }
    int end = Digits.end(bytes, from + 1, to);
    return end == from + 1 ? -1 : end;
  }

  /// Compares points in time; a time without a zone counts as UTC.
  @Override
  public int compare(Value one, Value other) {
    int order = Integer.compare(secondsInUtc(one), secondsInUtc(other));
    return order != 0
        ? order
        : Arrays.compareUnsigned(
            one.bytes(),
            fraction(one),
            digitsEnd(one),
            other.bytes(),
            fraction(other),
            digitsEnd(other));
  }

  @Override
  public void canonical(Value value, KeyBytes into) {
    into.putInt(secondsInUtc(value));
    into.put(value.bytes(), fraction(value), digitsEnd(value));
  }

  private static int secondsInUtc(Value value) {
    byte[] bytes = value.bytes();
    int zone = fractionEnd(bytes, value.from() + LENGTH, value.to());
    return seconds(bytes, value.from()) - Zones.seconds(bytes, zone, value.to());
  }

  private static int fraction(Value value) {
    return Math.min(value.from() + LENGTH, digitsEnd(value));
  }

  /// The end of the significant digits: trailing zeros of a fraction don't count.
  private static int digitsEnd(Value value) {
    int start = value.from() + LENGTH;
    int end = fractionEnd(value.bytes(), start, value.to());
    while (end > start && (value.bytes()[end - 1] == '0' || value.bytes()[end - 1] == '.')) {
      end--;
    }
    return end;
  }
}
