package dev.rowgate.schema.strptime;

import dev.rowgate.schema.text.Days;

/// What a pattern has read of a date and a time, part by part. Not thread-safe.
public final class TemporalParts {

  /// A part of which the pattern says nothing.
  static final int NONE = TemporalCursor.NONE;

  private static final int DAYS_IN_WEEK = 7;

  /// Which day of the week 1970 began with, from Sunday: a Thursday.
  private static final int WEEKDAY_OF_1970 = 4;

  int year = NONE;
  int month = NONE;
  int day = NONE;
  int dayOfYear = NONE;

  /// From 0, which is Sunday.
  int weekday = NONE;

  int hour = NONE;

  /// From 1 to 12.
  int hourOfHalf = NONE;

  /// 0 before noon, 1 behind it.
  int half = NONE;

  int minute = NONE;
  int second = NONE;

  /// Where the digits of the second's fraction stand in the cell.
  int fraction;

  int fractionEnd;

  /// Minutes ahead of UTC.
  int offset;

  boolean hasOffset;

  /// Whether the zone was written as a name of UTC and not as hours and minutes.
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

  /// Whether the parts come to a day that exists and don't contradict each other. Works out the
  /// ones that others stand for.
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

  /// The same for the time of day.
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

  /// Writes the date as `YYYY-MM-DD`; gives where it ends.
  public int writeDate(byte[] out, int at) {
    int end = write(out, at, year, 4);
    out[end++] = '-';
    end = write(out, end, month, 2);
    out[end++] = '-';
    return write(out, end, day, 2);
  }

  /// Writes the time as `hh:mm:ss`, with the fraction and the zone that were read; what wasn't is
  /// 0. Gives where it ends.
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
