package dev.rowgate.schema.text;

/// Parser of time zones at the end of a date or time: none, `Z`, or an offset such as `+01:00` (XML
/// Schema 1.1, part 2).
public final class Zones {

  private static final int LENGTH = 6;
  private static final int MAX_HOUR = 14;

  private Zones() {}

  public static boolean isZone(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length == 0 || (length == 1 && bytes[from] == 'Z')) {
      return true;
    }
    if (length != LENGTH || (bytes[from] != '+' && bytes[from] != '-') || bytes[from + 3] != ':') {
      return false;
    }
    return isOffset(
        Digits.number(bytes, from + 1, from + 3), Digits.number(bytes, from + 4, from + 6));
  }

  public static boolean isOffset(long hours, long minutes) {
    return hours >= 0
        && minutes >= 0
        && minutes < 60
        && (hours < MAX_HOUR || (hours == MAX_HOUR && minutes == 0));
  }

  /// The offset from UTC in seconds, positive to the east; 0 for no zone.
  public static int seconds(byte[] bytes, int from, int to) {
    if (to - from < LENGTH) {
      return 0;
    }
    long seconds =
        3_600 * Digits.number(bytes, from + 1, from + 3)
            + 60 * Digits.number(bytes, from + 4, from + 6);
    return (int) (bytes[from] == '-' ? -seconds : seconds);
  }
}
