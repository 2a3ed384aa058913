package dev.rowgate.schema.type;

import dev.rowgate.schema.text.Days;
import dev.rowgate.schema.text.Digits;
import dev.rowgate.schema.text.Zones;
import dev.rowgate.schema.value.Value;

/// Type `year`, XML Schema's `gYear`: `YYYY`, optionally with a minus, more digits and a zone;
/// never 0. Written unchanged. Values compare by their first moment.
record YearType() implements FieldType.OfSeconds {

  private static final int LEAST_DIGITS = 4;

  /// Limit on the digits, so that the seconds since 1970 fit a `long`.
  private static final int MOST_DIGITS = 9;

  @Override
  public String name() {
    return "year";
  }

  @Override
  public String expected() {
    return "year (YYYY)";
  }

  @Override
  public boolean read(byte[] bytes, int from, int to, Value into) {
    int end = end(bytes, from, to);
    if (end < 0 || !Zones.isZone(bytes, end, to)) {
      return false;
    }
    into.setText(bytes, from, to);
    into.setSmallInteger(firstSecond(bytes, from, end, 1) - Zones.seconds(bytes, end, to));
    return true;
  }

  /// The end of the year at `from`; -1 if there is none.
  static int end(byte[] bytes, int from, int to) {
    int first = from < to && bytes[from] == '-' ? from + 1 : from;
    int end = Digits.end(bytes, first, to);
    int digits = end - first;
    boolean good =
        digits == LEAST_DIGITS
            ? Digits.number(bytes, first, end) > 0
            : digits > LEAST_DIGITS && digits <= MOST_DIGITS && bytes[first] != '0';
    return good ? end : -1;
  }

  /// The value of the year `bytes[from, end)`.
  static long number(byte[] bytes, int from, int end) {
    return bytes[from] == '-'
        ? -Digits.number(bytes, from + 1, end)
        : Digits.number(bytes, from, end);
  }

  /// The first second of a month in UTC, counted from 1970.
  static long firstSecond(byte[] bytes, int from, int yearEnd, int month) {
    return Days.SECONDS * Days.of(number(bytes, from, yearEnd), month, 1);
  }
}
