package dev.rowgate.convert;

import org.jspecify.annotations.Nullable;

/// Conversion of a pattern that is searched for in a value (ECMA-262, as in JSON Schema) to one
/// that the whole value must match (Table Schema).
final class SearchPattern {

  private static final String ANYTHING = "[\\s\\S]*";

  private SearchPattern() {}

  /// @return null if there is no equivalent: an anchor that applies to one branch only
  static @Nullable String whole(String pattern) {
    boolean fromStart = pattern.startsWith("^");
    boolean toEnd = pattern.endsWith("$") && !isEscaped(pattern, pattern.length() - 1);
    String core = pattern.substring(fromStart ? 1 : 0, pattern.length() - (toEnd ? 1 : 0));
    if ((fromStart || toEnd) && hasBranches(core)) {
      return null;
    }
    if (fromStart && toEnd) {
      return core;
    }
    return (fromStart ? "" : ANYTHING) + "(?:" + core + ")" + (toEnd ? "" : ANYTHING);
  }

  private static boolean isEscaped(String pattern, int at) {
    int backslashes = 0;
    while (at - backslashes > 0 && pattern.charAt(at - backslashes - 1) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }

  /// Whether there is a `|` outside groups and classes.
  private static boolean hasBranches(String pattern) {
    int depth = 0;
    boolean inClass = false;
    for (int i = 0; i < pattern.length(); i++) {
      switch (pattern.charAt(i)) {
        case '\\' -> i++;
        case '[' -> inClass = true;
        case ']' -> inClass = false;
        case '(' -> depth += inClass ? 0 : 1;
        case ')' -> depth -= inClass ? 0 : 1;
        case '|' -> {
          if (depth == 0 && !inClass) {
            return true;
          }
        }
        default -> {}
      }
    }
    return false;
  }
}
