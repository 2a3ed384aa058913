package dev.rowgate.problem;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finder of the property of a field that may be missing where a cell isn't of the field's type:
/// its words for true and false, or the marks of its numbers. Nothing is guessed while cells are
/// read; this is for people.
public final class TypeHint {

  /// Pairs of words, in lower case.
  private static final List<List<String>> WORDS =
      List.of(
          List.of("yes", "no"),
          List.of("y", "n"),
          List.of("true", "false"),
          List.of("t", "f"),
          List.of("on", "off"),
          List.of("1", "0"),
          List.of("ja", "nein"),
          List.of("j", "n"),
          List.of("wahr", "falsch"),
          List.of("oui", "non"),
          List.of("vrai", "faux"),
          List.of("sí", "no"),
          List.of("si", "no"),
          List.of("sim", "não"));

  /// A comma before decimals, perhaps with another mark between groups of three.
  private static final Pattern DECIMAL_COMMA =
      Pattern.compile("[+-]?(?:\\d+|\\d{1,3}([.' \u00a0\u202f])\\d{3}(?:\\1\\d{3})*),\\d+");

  /// Groups of three, perhaps before decimals.
  private static final Pattern GROUPS =
      Pattern.compile("[+-]?\\d{1,3}([,' \u00a0\u202f])\\d{3}(?:\\1\\d{3})*(?:\\.\\d+)?");

  private static final Pattern INTEGER_GROUPS =
      Pattern.compile("[+-]?\\d{1,3}([.,' \u00a0\u202f])\\d{3}(?:\\1\\d{3})*");

  private static final Pattern DECIMAL_POINT = Pattern.compile("[+-]?\\d+\\.\\d+");

  private TypeHint() {}

  /// Returns what to add to the field, as a sentence; null if nothing is known to help.
  public static @Nullable String of(RowProblem problem) {
    if (!(problem instanceof RowProblem.TypeError error) || error.value().cut()) {
      return null;
    }
    String text = error.value().text().strip();
    return switch (error.expected()) {
      case "boolean" -> words(text);
      case "number" -> marks(text);
      case "integer" -> group(INTEGER_GROUPS, text);
      default -> null;
    };
  }

  private static @Nullable String words(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    for (List<String> pair : WORDS) {
      if (pair.contains(lower)) {
        boolean isUpper = !text.equals(lower);
        String other = pair.get(1 - pair.indexOf(lower));
        String another =
            !isUpper
                ? other
                : text.equals(text.toUpperCase(Locale.ROOT))
                    ? other.toUpperCase(Locale.ROOT)
                    : other.substring(0, 1).toUpperCase(Locale.ROOT) + other.substring(1);
        boolean isTrue = lower.equals(pair.getFirst());
        return "to read it as a boolean, set \"trueValues\": [\"%s\"] and \"falseValues\": [\"%s\"]"
            .formatted(isTrue ? text : another, isTrue ? another : text);
      }
    }
    return null;
  }

  private static @Nullable String marks(String text) {
    if (DECIMAL_POINT.matcher(text).matches()) {
      return "if the point is the decimal mark, set \"decimalChar\": \".\"";
    }
    Matcher decimal = DECIMAL_COMMA.matcher(text);
    String group = group(GROUPS, text);
    if (!decimal.matches()) {
      return group;
    }
    return "if the comma is the decimal mark, set \"decimalChar\": \",\""
        + (decimal.group(1) == null ? "" : " and " + groupChar(decimal.group(1)))
        + (group == null ? "" : "; " + group);
  }

  private static @Nullable String group(Pattern form, String text) {
    Matcher groups = form.matcher(text);
    return groups.matches() ? "if the mark groups digits, set " + groupChar(groups.group(1)) : null;
  }

  private static String groupChar(String mark) {
    char c = mark.charAt(0);
    return "\"groupChar\": \"" + (c < 0x80 ? mark : "\\u%04x".formatted((int) c)) + "\"";
  }
}
