package dev.rowgate.schema.text;

/// Calendar arithmetic of ISO 8601 (proleptic Gregorian) on plain numbers, without allocation.
public final class Days {

  public static final int SECONDS = 24 * 60 * 60;

  private static final int MONTHS_IN_400_YEARS = 4_800;
  private static final int DAYS_IN_400_YEARS = 146_097;
  private static final int MONTHS_IN_YEAR = 12;

  /// Days from 1 March of year 0 to 1 January 1970.
  private static final int TO_1970 = 719_468;

  private static final int[] IN_MONTH = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private Days() {}

  public static int inMonth(long year, int month) {
    return month == 2 && isLeap(year) ? 29 : IN_MONTH[month - 1];
  }

  /// As `java.time.Year.isLeap`, whose class initializer creates a formatter.
  private static boolean isLeap(long year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  /// Days from 1 January 1970 to the given day; negative before it.
  public static long of(long year, int month, int day) {
    // Years start in March, so that the leap day is the last day of a year.
    long months = MONTHS_IN_YEAR * year + month - 3;
    long eras = Math.floorDiv(months, MONTHS_IN_400_YEARS);
    int inEra = Math.floorMod(months, MONTHS_IN_400_YEARS);
    int years = inEra / MONTHS_IN_YEAR;
    int monthOfYear = inEra % MONTHS_IN_YEAR;
    int days = 365 * years + years / 4 - years / 100 + (153 * monthOfYear + 2) / 5 + day - 1;
    return DAYS_IN_400_YEARS * eras + days - TO_1970;
  }
}
