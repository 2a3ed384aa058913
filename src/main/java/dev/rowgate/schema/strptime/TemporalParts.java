package dev.rowgate.schema.strptime;

import dev.rowgate.schema.text.Days;

/// Parts of a date and time that a pattern has read. Not thread-safe.
public final class TemporalParts {

  /// The value of a part that wasn't read.
  static final int NONE = TemporalCursor.NONE;

  private static final int DAYS_IN_WEEK = 7;

  /// The weekday of 1 January 1970, a Thursday, counted from Sunday as 0.
  private static final int WEEKDAY_OF_1970 = 4;

  int year = NONE;
  int month = NONE;
  int day = NONE;
  int dayOfYear = NONE;

  /// From 0 for Sunday.
  int weekday = NONE;

  int hour = NONE;

  /// From 1 to 12.
  int hourOfHalf = NONE;

  /// 0 for am, 1 for pm.
  int half = NONE;

  int minute = NONE;
  int second = NONE;

  /// The range of the fraction's digits in the cell.
  int fraction;

  int fractionEnd;

  /// In minutes, positive to the east of UTC.
  int offset;

  boolean hasOffset;

  /// Whether the zone was written as `Z`, `UTC` or `GMT`, not as an offset.
  boolean isUtcByName;

  public void forgetTime() {
    hour = NONE;
    hourOfHalf = NONE;
    half = NONE;
    minute = NONE;
    second = NONE;
    fraction = 0;
    fractionEnd = 0;
    hasOffset = false;
    isUtcByName = false;
  }

  /// Whether the parts form an existing date without contradictions. Derives the month and day from
  /// the day of the year.
  public boolean isDate() {
    if (month == NONE && dayOfYear != NONE) {
      month = 1;
      day = dayOfYear;
      while (month < 12 && day > Days.inMonth(year, month)) {
        day -= Days.inMonth(year, month++);
      }
    }
    if (year == 0 || day > Days.inMonth(year, month)) {
      return false;
    }
    long days = Days.of(year, month, day);
    return (dayOfYear == NONE || days - Days.of(year, 1, 1) + 1 == dayOfYear)
        && (weekday == NONE || Math.floorMod(days + WEEKDAY_OF_1970, DAYS_IN_WEEK) == weekday);
  }

  /// Whether the parts form a valid time of day without contradictions. Derives the hour from a
  /// 12-hour clock.
  public boolean isTime() {
    if (hourOfHalf != NONE) {
      int told = hourOfHalf % 12 + 12 * half;
      if (hour != NONE && hour != told) {
        return false;
      }
      hour = told;
    }
    return half == NONE || hour / 12 == half;
  }

  /// Writes the date as `YYYY-MM-DD`; returns the index after it.
  public int writeDate(byte[] out, int at) {
    int end = write(out, at, year, 4);
    out[end++] = '-';
    end = write(out, end, month, 2);
    out[end++] = '-';
    return write(out, end, day, 2);
  }

  /// Writes the time as `hh:mm:ss`, with the fraction and zone that were read. Missing minutes and
  /// seconds are 0. Returns the index after it.
  public int writeTime(byte[] out, int at, byte[] cell) {
    int end = write(out, at, hour, 2);
    out[end++] = ':';
    end = write(out, end, Math.max(minute, 0), 2);
    out[end++] = ':';
    end = write(out, end, Math.max(second, 0), 2);
    if (fractionEnd > fraction) {
      out[end++] = '.';
      System.arraycopy(cell, fraction, out, end, fractionEnd - fraction);
      end += fractionEnd - fraction;
    }
    if (isUtcByName) {
      out[end++] = 'Z';
    } else if (hasOffset) {
      out[end++] = (byte) (offset < 0 ? '-' : '+');
      end = write(out, end, Math.abs(offset) / 60, 2);
      out[end++] = ':';
      end = write(out, end, Math.abs(offset) % 60, 2);
    }
    return end;
  }

  private static int write(byte[] out, int at, int number, int digits) {
    int rest = number;
    for (int i = at + digits - 1; i >= at; i--) {
      out[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return at + digits;
  }
}
