package dev.rowgate.convert;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Pattern of dates, converted from the letters of Java and ICU, `yyyy-MM-dd`, to the directives of
/// a Table Schema, `%Y-%m-%d`.
///
/// @param type `date`, `time` or `datetime`, according to the letters
record DatePattern(String strptime, String type) {

  private static final Map<String, String> DATE =
      Map.of(
          "yyyy", "%Y",
          "uuuu", "%Y",
          "yy", "%y",
          "MM", "%m",
          "MMM", "%b",
          "MMMM", "%B",
          "dd", "%d",
          "DDD", "%j",
          "EEE", "%a",
          "EEEE", "%A");

  private static final Map<String, String> TIME =
      Map.of(
          "HH", "%H",
          "hh", "%I",
          "mm", "%M",
          "ss", "%S",
          "a", "%p",
          "Z", "%z",
          "XX", "%z",
          "XXX", "%z",
          "X", "%z");

  /// @return null if a letter has no equivalent in a Table Schema
  static @Nullable DatePattern of(String pattern) {
    var strptime = new StringBuilder();
    boolean hasDate = false;
    boolean hasTime = false;
    int at = 0;
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      int end = at + 1;
      if (c == '\'') {
        end = pattern.indexOf('\'', at + 1) + 1;
        if (end <= at + 1) {
          return null;
        }
        strptime.append(pattern, at + 1, end - 1);
      } else if (!isLetter(c) || c == 'T') {
        strptime.append(c == '%' ? "%%" : String.valueOf(c));
      } else {
        while (end < pattern.length() && pattern.charAt(end) == c) {
          end++;
        }
        String letters = pattern.substring(at, end);
        hasDate |= DATE.containsKey(letters);
        hasTime |= TIME.containsKey(letters);
        String directive = DATE.getOrDefault(letters, TIME.get(letters));
        if (directive == null) {
          return null;
        }
        strptime.append(directive);
      }
      at = end;
    }
    String type = !hasDate ? "time" : hasTime ? "datetime" : "date";
    return hasDate || hasTime ? new DatePattern(strptime.toString(), type) : null;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  /// Whether the type reads this pattern without a format.
  boolean isDefault() {
    return switch (type) {
      case "date" -> strptime.equals("%Y-%m-%d");
      case "time" -> strptime.equals("%H:%M:%S");
      default -> strptime.equals("%Y-%m-%dT%H:%M:%S") || strptime.equals("%Y-%m-%dT%H:%M:%S%z");
    };
  }
}
