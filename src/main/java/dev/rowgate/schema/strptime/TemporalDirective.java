package dev.rowgate.schema.strptime;

import dev.rowgate.schema.text.Zones;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Directives of `strptime` patterns, with the letters that denote them. As in Python, leading
/// zeros of a number are optional.
public enum TemporalDirective {
  YEAR("Y", Of.DATE),
  YEAR_OF_CENTURY("y", Of.DATE),
  MONTH("m", Of.DATE),
  MONTH_NAME("bBh", Of.DATE),
  DAY("de", Of.DATE),
  DAY_OF_YEAR("j", Of.DATE),
  WEEKDAY_NAME("aA", Of.DATE),
  WEEKDAY("w", Of.DATE),
  WEEKDAY_FROM_MONDAY("u", Of.DATE),
  HOUR("Hk", Of.TIME),
  HOUR_OF_HALF("Il", Of.TIME),
  HALF("p", Of.TIME),
  MINUTE("M", Of.TIME),
  SECOND("S", Of.TIME),
  FRACTION("f", Of.TIME),
  OFFSET("z", Of.TIME),
  ZONE_NAME("Z", Of.TIME);

  /// The part of a value that a directive belongs to.
  public enum Of {
    DATE,
    TIME
  }

  /// Two-digit years from here on are in the 20th century, as POSIX defines.
  private static final int FIRST_OF_1900S = 69;

  private static final int MOST_FRACTION_DIGITS = 6;

  private static final List<String> MONTHS =
      List.of(
          ("january february march april may june july august september october november"
                  + " december")
              .split(" "));

  private static final List<String> WEEKDAYS =
      List.of("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday");

  private static final List<String> HALVES = List.of("am", "pm");
  private static final List<String> ZONES = List.of("utc", "gmt");

  private final String letters;
  private final Of of;

  TemporalDirective(String letters, Of of) {
    this.letters = letters;
    this.of = of;
  }

  /// Returns the directive of a letter; null if it isn't supported.
  static @Nullable TemporalDirective of(char letter) {
    for (TemporalDirective directive : values()) {
      if (directive.letters.indexOf(letter) >= 0) {
        return directive;
      }
    }
    return null;
  }

  Of of() {
    return of;
  }

  /// Reads the directive's text at the cursor into `into`; false if it doesn't match.
  boolean read(TemporalCursor cell, TemporalParts into) {
    return switch (this) {
      case YEAR -> (into.year = cell.number(4, 4, 0, 9_999)) >= 0;
      case YEAR_OF_CENTURY -> {
        int year = cell.number(2, 2, 0, 99);
        into.year = year + (year < FIRST_OF_1900S ? 2000 : 1900);
        yield year >= 0;
      }
      case MONTH -> (into.month = cell.number(1, 2, 1, 12)) >= 0;
      case MONTH_NAME -> (into.month = cell.name(MONTHS) + 1) > 0;
      case DAY -> (into.day = cell.number(1, 2, 1, 31)) >= 0;
      case DAY_OF_YEAR -> (into.dayOfYear = cell.number(1, 3, 1, 366)) >= 0;
      case WEEKDAY_NAME -> (into.weekday = cell.name(WEEKDAYS)) >= 0;
      case WEEKDAY -> (into.weekday = cell.number(1, 1, 0, 6)) >= 0;
      case WEEKDAY_FROM_MONDAY -> {
        int weekday = cell.number(1, 1, 1, 7);
        into.weekday = weekday % 7;
        yield weekday >= 0;
      }
      case HOUR -> (into.hour = cell.number(1, 2, 0, 23)) >= 0;
      case HOUR_OF_HALF -> (into.hourOfHalf = cell.number(1, 2, 1, 12)) >= 0;
      case HALF -> (into.half = cell.name(HALVES)) >= 0;
      case MINUTE -> (into.minute = cell.number(1, 2, 0, 59)) >= 0;
      case SECOND -> (into.second = cell.number(1, 2, 0, 59)) >= 0;
      case FRACTION -> {
        into.fraction = cell.at();
        cell.goTo(cell.at() + cell.digits(MOST_FRACTION_DIGITS));
        into.fractionEnd = cell.at();
        yield into.fractionEnd > into.fraction;
      }
      case OFFSET -> readOffset(cell, into);
      case ZONE_NAME -> {
        into.isUtcByName = true;
        yield cell.name(ZONES) >= 0;
      }
    };
  }

  /// Reads an offset: `+0100`, `+01:00`, `+01` or `Z`.
  private static boolean readOffset(TemporalCursor cell, TemporalParts into) {
    if (cell.skip('Z')) {
      into.isUtcByName = true;
      return true;
    }
    boolean negative = cell.skip('-');
    if (!negative && !cell.skip('+')) {
      return false;
    }
    int hours = cell.number(2, 2, 0, 99);
    boolean hoursAlone = !cell.skip(':') && cell.digits(1) == 0;
    int minutes = hoursAlone ? 0 : cell.number(2, 2, 0, 99);
    into.hasOffset = true;
    into.offset = (negative ? -1 : 1) * (60 * hours + minutes);
    return Zones.isOffset(hours, minutes);
  }
}
