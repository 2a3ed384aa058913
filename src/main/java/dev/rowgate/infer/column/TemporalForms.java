package dev.rowgate.infer.column;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Detector of the `strptime` patterns of a cell that is a date, a time or both in a format other
/// than the default.
final class TemporalForms {

  private static final Pattern DAY_FIRST =
      Pattern.compile("(\\d{1,2})([-/. ])(\\d{1,2})\\2(\\d{4}|\\d{2})(\\.?)");

  private static final Pattern YEAR_FIRST =
      Pattern.compile("\\d{4}([-/.])\\d{1,2}\\1\\d{1,2}(\\.?)");

  private static final Pattern NAMED =
      Pattern.compile(
          "(?:([A-Za-z]{3,9})(,?) )?\\d{1,2}([-/ ])[A-Za-z]{3,9}(,?)\\3(\\d{4}|\\d{2})");

  private static final Pattern NAME_FIRST =
      Pattern.compile(
          "(?:([A-Za-z]{3,9})(,?) )?[A-Za-z]{3,9}([- ])\\d{1,2}(,?)([- ])(\\d{4}|\\d{2})");

  private static final Pattern CLOCK =
      Pattern.compile(
          "\\d{1,2}:\\d{2}(:\\d{2}([.,]\\d{1,6})?)?(( ?)[AaPp][Mm])?(("
              + " ?)(Z|UTC|GMT|[-+]\\d{2}(?::?\\d{2})?))?");

  private static final Pattern SPLIT =
      Pattern.compile("(?<day>.*?\\d\\.?)(?<between>T|, | |:)(?<clock>\\d{1,2}[:.].*)");

  private static final Pattern DOTTED_CLOCK =
      Pattern.compile("\\d{1,2}\\.\\d{2}(\\.\\d{2}(\\.\\d{1,6})?)?(( ?)[AaPp][Mm])?");

  /// A time of day with points, which alone could also be a version or a section number.
  private static final Pattern DOTTED_SECONDS = Pattern.compile("\\d{2}\\.\\d{2}\\.\\d{2}");

  private static final Candidate DOTTED_TIME = Candidate.formatted("time", "%H.%M.%S");

  /// A date without marks and with the month's name: SAS writes `31JAN2024`.
  private static final Pattern JOINED = Pattern.compile("\\d{2}[A-Za-z]{3}(\\d{4}|\\d{2})");

  /// ISO 8601 without marks between the parts.
  private static final Pattern BASIC =
      Pattern.compile("\\d{8}T\\d{4}(\\d{2})?(Z|[-+]\\d{2}:?\\d{2})?");

  private static final int LONGEST = 60;

  private TemporalForms() {}

  /// Returns the candidate types of a cell; none if it isn't a date or time.
  static List<Candidate> of(String cell) {
    if (cell.length() > LONGEST || cell.chars().noneMatch(Character::isDigit)) {
      return List.of();
    }
    List<Candidate> found = new ArrayList<>();
    String clock = clock(cell);
    if (clock != null) {
      found.add(Candidate.formatted("time", clock));
    }
    days(cell).forEach(day -> found.add(Candidate.formatted("date", day)));
    if (DOTTED_SECONDS.matcher(cell).matches()) {
      found.add(DOTTED_TIME);
    }
    Matcher basic = BASIC.matcher(cell);
    if (basic.matches()) {
      String seconds = basic.group(1) == null ? "" : "%S";
      String zone = basic.group(2) == null ? "" : "%z";
      found.add(Candidate.formatted("datetime", "%Y%m%dT%H%M" + seconds + zone));
    }
    Matcher both = SPLIT.matcher(cell);
    if (both.matches()) {
      String time = clockOfDay(both.group("clock"));
      if (time != null) {
        days(both.group("day"))
            .forEach(day ->
                found.add(Candidate.formatted("datetime", day + both.group("between") + time)));
      }
    }
    return found;
  }

  /// Whether a type is that of times of day with points, which may also be codes.
  static boolean isDottedTime(@Nullable Candidate type) {
    return DOTTED_TIME.equals(type);
  }

  private static List<String> days(String text) {
    Matcher year = YEAR_FIRST.matcher(text);
    if (year.matches()) {
      return List.of("%Y" + year.group(1) + "%m" + year.group(1) + "%d" + year.group(2));
    }
    Matcher day = DAY_FIRST.matcher(text);
    if (day.matches()) {
      String mark = day.group(2);
      String last = mark + (day.group(4).length() == 2 ? "%y" : "%Y") + day.group(5);
      String dayFirst = "%d" + mark + "%m" + last;
      return mark.equals(".") || mark.equals(" ")
          ? List.of(dayFirst)
          : List.of(dayFirst, "%m" + mark + "%d" + last);
    }
    Matcher named = NAMED.matcher(text);
    if (named.matches()) {
      String mark = named.group(3);
      return List.of(
          weekday(named) + "%d" + mark + "%b" + named.group(4) + mark + year(named.group(5)));
    }
    Matcher joined = JOINED.matcher(text);
    if (joined.matches()) {
      return List.of("%d%b" + year(joined.group(1)));
    }
    Matcher nameFirst = NAME_FIRST.matcher(text);
    if (nameFirst.matches()) {
      String start = weekday(nameFirst) + "%b" + nameFirst.group(3) + "%d" + nameFirst.group(4);
      return List.of(start + nameFirst.group(5) + year(nameFirst.group(6)));
    }
    return List.of();
  }

  private static String weekday(Matcher matcher) {
    return matcher.group(1) == null ? "" : "%a" + matcher.group(2) + " ";
  }

  private static String year(String digits) {
    return digits.length() == 2 ? "%y" : "%Y";
  }

  /// Returns the format of a time that follows a date, which may have points.
  private static @Nullable String clockOfDay(String text) {
    Matcher dotted = DOTTED_CLOCK.matcher(text);
    if (!dotted.matches()) {
      return clock(text);
    }
    boolean halves = dotted.group(3) != null;
    return (halves ? "%I.%M" : "%H.%M")
        + (dotted.group(1) == null ? "" : ".%S")
        + (dotted.group(2) == null ? "" : ".%f")
        + (halves ? dotted.group(4) + "%p" : "");
  }

  private static @Nullable String clock(String text) {
    Matcher clock = CLOCK.matcher(text);
    if (!clock.matches()) {
      return null;
    }
    boolean halves = clock.group(3) != null;
    StringBuilder format = new StringBuilder(halves ? "%I:%M" : "%H:%M");
    format.append(clock.group(1) == null ? "" : ":%S");
    String fraction = clock.group(2);
    format.append(fraction == null ? "" : fraction.charAt(0) + "%f");
    format.append(halves ? clock.group(4) + "%p" : "");
    if (clock.group(5) != null) {
      String zone = clock.group(7);
      format
          .append(clock.group(6))
          .append(Character.isLetter(zone.charAt(0)) && zone.length() > 1 ? "%Z" : "%z");
    }
    return format.toString();
  }

  /// Returns the format with a fraction of the second if it has none, and without it otherwise.
  static String withOrWithoutFraction(String format) {
    return format.contains("%S.%f") ? format.replace("%S.%f", "%S") : format.replace("%S", "%S.%f");
  }

  /// Returns the format with day and month swapped; empty if it has no such variant.
  static String swapped(String format) {
    if (format.startsWith("%d/%m/") || format.startsWith("%d-%m-")) {
      return "%m" + format.charAt(2) + "%d" + format.substring(5);
    }
    if (format.startsWith("%m/%d/") || format.startsWith("%m-%d-")) {
      return "%d" + format.charAt(2) + "%m" + format.substring(5);
    }
    return "";
  }
}
