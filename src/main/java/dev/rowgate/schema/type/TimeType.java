package dev.rowgate.schema.type;

import dev.rowgate.schema.json.Diagnostics;
import dev.rowgate.schema.json.Json;
import dev.rowgate.schema.json.Names;
import dev.rowgate.schema.text.Digits;
import dev.rowgate.schema.text.Zones;
import dev.rowgate.schema.value.KeyBytes;
import dev.rowgate.schema.value.Value;
import java.util.Arrays;
import java.util.Set;

/// A time of day as `hh:mm:ss`, which goes out as it came. By a pattern it may also have a fraction
/// of a second and a zone.
record TimeType() implements FieldType {

  /// The length of `hh:mm:ss`.
  static final int LENGTH = 8;

  static FieldType of(Json.Obj field, Diagnostics reading) {
    return Format.ofDates(field, reading, new TimeType());
  }

  @Override
  public String name() {
    return "time";
  }

  @Override
  public String expected() {
    return "time (hh:mm:ss)";
  }

  @Override
  public Set<String> constraints() {
    return Names.OF_ORDERED;
  }

  @Override
  public boolean read(byte[] bytes, int from, int to, Value into) {
    if (to - from != LENGTH || !isTime(bytes, from)) {
      return false;
    }
    into.setText(bytes, from, to);
    return true;
  }

  /// Whether a time stands at `from`, where there are [#LENGTH] bytes at least.
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

  /// The seconds of the time at `from`, counted from midnight.
  static int seconds(byte[] bytes, int from) {
    return (int)
        (3_600 * Digits.number(bytes, from, from + 2)
            + 60 * Digits.number(bytes, from + 3, from + 5)
            + Digits.number(bytes, from + 6, from + 8));
  }

  /// Where the fraction of a second that starts at `from` ends: there, if there is none, and -1 if
  /// there is a point without digits.
  static int fractionEnd(byte[] bytes, int from, int to) {
    if (from == to || bytes[from] != '.') {
      return from;
    }
    int end = Digits.end(bytes, from + 1, to);
    return end == from + 1 ? -1 : end;
  }

  /// By the moment, of a time without a zone as if it were in UTC.
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

  /// Where the digits that count end: zeros at the end of a fraction say nothing.
  private static int digitsEnd(Value value) {
    int start = value.from() + LENGTH;
    int end = fractionEnd(value.bytes(), start, value.to());
    while (end > start && (value.bytes()[end - 1] == '0' || value.bytes()[end - 1] == '.')) {
      end--;
    }
    return end;
  }
}
