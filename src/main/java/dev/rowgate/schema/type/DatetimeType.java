package dev.rowgate.schema.type;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rowgate.schema.text.Days;
import dev.rowgate.schema.text.Digits;
import dev.rowgate.schema.text.Zones;
import dev.rowgate.schema.value.KeyBytes;
import dev.rowgate.schema.value.Value;
import java.util.Comparator;

/// Type `datetime`, XML Schema's `dateTime` with an optional zone, written unchanged. The year is
/// as in [YearType]. A value without a zone compares as UTC.
record DatetimeType() implements FieldType {

  /// The length of `-MM-DDThh:mm:ss`.
  private static final int LENGTH = 15;

  @Override
  public String name() {
    return "datetime";
  }

  @Override
  public String expected() {
    return "datetime (YYYY-MM-DDThh:mm:ss)";
  }

  @Override
  public boolean read(byte[] bytes, int from, int to, Value into) {
    int yearEnd = YearType.end(bytes, from, to);
    int fraction = yearEnd + LENGTH;
    if (yearEnd < 0 || fraction > to || bytes[yearEnd + DateType.DAY_LENGTH] != 'T') {
      return false;
    }
    int zone = TimeType.fractionEnd(bytes, fraction, to);
    boolean good =
        DateType.isDay(YearType.number(bytes, from, yearEnd), bytes, yearEnd)
            && isTime(bytes, yearEnd + DateType.DAY_LENGTH + 1, zone > fraction)
            && zone > 0
            && Zones.isZone(bytes, zone, to);
    into.setText(bytes, from, to);
    return good;
  }

  private static boolean isTime(byte[] bytes, int from, boolean hasFraction) {
    // XML Schema allows hour 24 only as 24:00:00.
    return TimeType.isTime(bytes, from)
        || (Digits.is("24:00:00", bytes, from, from + TimeType.LENGTH) && !hasFraction);
  }

  @Override
  public int compare(Value one, Value other) {
    return moment(one).compareTo(moment(other));
  }

  @Override
  public void canonical(Value value, KeyBytes into) {
    moment(value).put(into);
  }

  private static Moment moment(Value value) {
    // A bound is shared by threads. They may both store this moment; the results are equal.
    if (value.comparable() instanceof Moment known) {
      return known;
    }
    Moment moment = Moment.of(value.bytes(), value.from(), value.to());
    value.setComparable(moment);
    return moment;
  }

  /// A point in time.
  ///
  /// @param second since 1970-01-01T00:00:00Z
  /// @param fraction the digits of the fraction of a second, without trailing zeros, so that they
  ///   compare as text
  private record Moment(long second, String fraction) implements Comparable<Moment> {

    private static final Comparator<Moment> ORDER =
        Comparator.comparingLong(Moment::second).thenComparing(Moment::fraction);

    static Moment of(byte[] bytes, int from, int to) {
      int yearEnd = YearType.end(bytes, from, to);
      long day =
          Days.of(
              YearType.number(bytes, from, yearEnd),
              (int) Digits.number(bytes, yearEnd + 1, yearEnd + 3),
              (int) Digits.number(bytes, yearEnd + 4, yearEnd + 6));
      long second = Days.SECONDS * day + TimeType.seconds(bytes, yearEnd + DateType.DAY_LENGTH + 1);
      int point = yearEnd + LENGTH;
      int zone = TimeType.fractionEnd(bytes, point, to);
      return new Moment(second - Zones.seconds(bytes, zone, to), fraction(bytes, point, zone));
    }

    private static String fraction(byte[] bytes, int point, int end) {
      int last = end;
      while (last > point && (bytes[last - 1] == '0' || bytes[last - 1] == '.')) {
        last--;
      }
      return last == point ? "" : new String(bytes, point + 1, last - point - 1, US_ASCII);
    }

    void put(KeyBytes into) {
      into.putLong(second);
      byte[] digits = fraction.getBytes(US_ASCII);
      into.put(digits, 0, digits.length);
    }

    @Override
    public int compareTo(Moment other) {
      return ORDER.compare(this, other);
    }
  }
}
