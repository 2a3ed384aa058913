package dev.rowgate.schema.text;

/// The calendar as numbers.
public final class Days {

  public static final int SECONDS = 24 * 60 * 60;

  private static final int MONTHS_IN_400_YEARS = 4_800;
  private static final int DAYS_IN_400_YEARS = 146_097;
  private static final int MONTHS_IN_YEAR = 12;

  /// Days from the first of March of the year 0 to the first of January 1970.
  private static final int TO_1970 = 719_468;

  private static final int[] IN_MONTH = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private Days() {}

  public static int inMonth(long year, int month) {
    return month == 2 && isLeap(year) ? 29 : IN_MONTH[month - 1];
  }

  /// As `java.time.Year` has it, which makes a formatter when it is first asked.
  private static boolean isLeap(long year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  /// The days from 1970 to this one, in the calendar of ISO 8601.
  public static long of(long year, int month, int day) {
    // March is the first month, so that the odd day comes last.
    long months = MONTHS_IN_YEAR * year + month - 3;
    long eras = Math.floorDiv(months, MONTHS_IN_400_YEARS);
    int inEra = Math.floorMod(months, MONTHS_IN_400_YEARS);
    int years = inEra / MONTHS_IN_YEAR;
    int monthOfYear = inEra % MONTHS_IN_YEAR;
    int days = 365 * years + years / 4 - years / 100 + (153 * monthOfYear + 2) / 5 + day - 1;
    return DAYS_IN_400_YEARS * eras + days - TO_1970;
  }
}
