package dev.rowgate.schema;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Set;

/// A day and a time as XML Schema's `dateTime` writes them, with or without a zone; it goes out as
/// it came. One without a zone compares as if it were in UTC.
record DatetimeType() implements FieldType {

  /// The length of `YYYY-MM-DDThh:mm:ss`.
  private static final int LENGTH = 19;

  private static final int SECONDS_OF_DAY = 24 * 60 * 60;
  private static final int MAX_ZONE_HOUR = 14;

  static FieldType of(Json.Obj field, Reading reading) {
    Format.onlyDefaultOfDates(field, reading);
    return new DatetimeType();
  }

  @Override
  public String name() {
    return "datetime";
  }

  @Override
  public String expected() {
    return "datetime (YYYY-MM-DDThh:mm:ss)";
  }

  @Override
  public Set<String> constraints() {
    return Names.OF_ORDERED;
  }

  @Override
  public boolean read(byte[] bytes, int from, int to, Value into) {
    if (to - from < LENGTH || bytes[from + DateType.LENGTH] != 'T') {
      return false;
    }
    int fraction = from + LENGTH;
    int zone = fractionEnd(bytes, fraction, to);
    boolean good =
        DateType.isDate(bytes, from)
            && isTime(bytes, from + DateType.LENGTH + 1, zone > fraction)
            && zone > 0
            && isZone(bytes, zone, to);
    into.setText(bytes, from, to);
    return good;
  }

  private static boolean isTime(byte[] bytes, int from, boolean hasFraction) {
    long hour = Digits.number(bytes, from, from + 2);
    long minute = Digits.number(bytes, from + 3, from + 5);
    long second = Digits.number(bytes, from + 6, from + 8);
    if (bytes[from + 2] != ':' || bytes[from + 5] != ':') {
      return false;
    }
    if (hour == 24) {
      // The end of the day, which has one way of writing.
      return minute == 0 && second == 0 && !hasFraction;
    }
    return hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
  }

  /// Where the fraction of a second that starts at `from` ends: there, if there is none, and -1 if
  /// there is a point without digits.
  private static int fractionEnd(byte[] bytes, int from, int to) {
    if (from == to || bytes[from] != '.') {
      return from;
    }
    int end = Digits.end(bytes, from + 1, to);
    return end == from + 1 ? -1 : end;
  }

  private static boolean isZone(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length == 0 || (length == 1 && bytes[from] == 'Z')) {
      return true;
    }
    if (length != 6 || (bytes[from] != '+' && bytes[from] != '-') || bytes[from + 3] != ':') {
      return false;
    }
    long hour = Digits.number(bytes, from + 1, from + 3);
    long minute = Digits.number(bytes, from + 4, from + 6);
    return hour >= 0
        && minute >= 0
        && minute < 60
        && (hour < MAX_ZONE_HOUR || (hour == MAX_ZONE_HOUR && minute == 0));
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
    // As with a number's exact value, threads that share a bound may both put the same here.
    if (value.comparable() instanceof Moment known) {
      return known;
    }
    Moment moment = Moment.of(value.bytes(), value.from(), value.to());
    value.setComparable(moment);
    return moment;
  }

  /// A point on the time line.
  ///
  /// @param second since 1970 in UTC
  /// @param fraction of that second: its digits behind the point, without zeros at the end, so that
  ///   they compare as text
  private record Moment(long second, String fraction) implements Comparable<Moment> {

    private static final Comparator<Moment> ORDER =
        Comparator.comparingLong(Moment::second).thenComparing(Moment::fraction);

    static Moment of(byte[] bytes, int from, int to) {
      long day =
          LocalDate.of(
                  number(bytes, from, 4), number(bytes, from + 5, 2), number(bytes, from + 8, 2))
              .toEpochDay();
      int time = from + DateType.LENGTH + 1;
      long second =
          SECONDS_OF_DAY * day
              + 3_600L * number(bytes, time, 2)
              + 60L * number(bytes, time + 3, 2)
              + number(bytes, time + 6, 2);
      int zone = fractionEnd(bytes, from + LENGTH, to);
      return new Moment(second - offset(bytes, zone, to), fraction(bytes, from + LENGTH, zone));
    }

    private static int offset(byte[] bytes, int zone, int to) {
      if (to - zone <= 1) {
        return 0;
      }
      int seconds = 3_600 * number(bytes, zone + 1, 2) + 60 * number(bytes, zone + 4, 2);
      return bytes[zone] == '-' ? -seconds : seconds;
    }

    private static String fraction(byte[] bytes, int point, int end) {
      int last = end;
      while (last > point && (bytes[last - 1] == '0' || bytes[last - 1] == '.')) {
        last--;
      }
      return last == point
          ? ""
          : new String(
              bytes, point + 1, last - point - 1, java.nio.charset.StandardCharsets.US_ASCII);
    }

    private static int number(byte[] bytes, int from, int length) {
      return (int) Digits.number(bytes, from, from + length);
    }

    void put(KeyBytes into) {
      into.putLong(second);
      byte[] digits = fraction.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
      into.put(digits, 0, digits.length);
    }

    @Override
    public int compareTo(Moment other) {
      return ORDER.compare(this, other);
    }
  }
}
