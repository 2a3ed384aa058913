package dev.rowgate.problem;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  /// Groups of three, perhaps before decimals. A number that begins with 0 has none.
  private static final Pattern GROUPS =
      Pattern.compile("[+-]?[1-9]\\d{0,2}([.,' \u00a0\u202f])\\d{3}(?:\\1\\d{3})*(\\.\\d+)?");

  private static final String GROUPING = "if the mark groups digits, set ";

  private static final Pattern DECIMAL_POINT = Pattern.compile("[+-]?\\d+\\.\\d+");

  /// What the field of a cell states, as far as it isn't what a field without properties has.
  ///
  /// @param trueValues empty if it states neither words for true nor words for false
  /// @param falseValues empty if it states neither
  public record Stated(
      List<String> trueValues,
      List<String> falseValues,
      @Nullable String decimalChar,
      @Nullable String groupChar) {

    public static final Stated NOTHING = new Stated(List.of(), List.of(), null, null);

    public Stated {
      trueValues = List.copyOf(trueValues);
      falseValues = List.copyOf(falseValues);
    }
  }

  private TypeHint() {}

  /// Returns the hint for a field that states nothing.
  public static @Nullable String of(RowProblem problem) {
    return of(problem, Stated.NOTHING);
  }

  /// Returns what to set in the field, as a sentence; null if nothing is known to help, or if it
  /// contradicted what the field states. Words that the field states are among those to set.
  public static @Nullable String of(RowProblem problem, Stated field) {
    if (!(problem instanceof RowProblem.TypeError error) || error.value().cut()) {
      return null;
    }
    String text = error.value().text().strip();
    return switch (error.expected()) {
      case "boolean" -> words(text, field);
      case "number" -> marks(text, field);
      case "integer" -> groups(text, field, false);
      default -> null;
    };
  }

  private static @Nullable String words(String text, Stated field) {
    String lower = text.toLowerCase(Locale.ROOT);
    for (List<String> pair : WORDS) {
      if (pair.contains(lower)) {
        boolean isTrue = lower.equals(pair.getFirst());
        String other = likeCase(text, pair.get(isTrue ? 1 : 0));
        return words(isTrue ? text : other, isTrue ? other : text, field);
      }
    }
    return null;
  }

  private static String likeCase(String text, String word) {
    if (text.equals(text.toLowerCase(Locale.ROOT))) {
      return word;
    }
    return text.equals(text.toUpperCase(Locale.ROOT))
        ? word.toUpperCase(Locale.ROOT)
        : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  private static @Nullable String words(String yes, String no, Stated field) {
    if (field.falseValues.contains(yes) || field.trueValues.contains(no)) {
      return null;
    }
    String sides =
        Stream.of(
                side("trueValues", field.trueValues, yes),
                side("falseValues", field.falseValues, no))
            .filter(side -> !side.isEmpty())
            .collect(Collectors.joining(" and "));
    return sides.isEmpty() ? null : "to read it as a boolean, set " + sides;
  }

  private static String side(String property, List<String> stated, String word) {
    return stated.contains(word)
        ? ""
        : Stream.concat(stated.stream(), Stream.of(word))
            .map(TypeHint::quoted)
            .collect(Collectors.joining(", ", "\"" + property + "\": [", "]"));
  }

  private static @Nullable String marks(String text, Stated field) {
    if (DECIMAL_POINT.matcher(text).matches() && field.decimalChar == null) {
      return "if the point is the decimal mark, set \"decimalChar\": \".\"";
    }
    String hints =
        Stream.of(decimalComma(text, field), groups(text, field, true))
            .filter(Objects::nonNull)
            .collect(Collectors.joining("; "));
    return hints.isEmpty() ? null : hints;
  }

  private static @Nullable String decimalComma(String text, Stated field) {
    Matcher form = DECIMAL_COMMA.matcher(text);
    if (!form.matches()
        || isOther(field.decimalChar, ",")
        || ",".equals(field.groupChar)
        || (form.group(1) != null && isOther(field.groupChar, form.group(1)))) {
      return null;
    }
    String group = form.group(1) == null || field.groupChar != null ? "" : groupChar(form.group(1));
    if (field.decimalChar != null) {
      return group.isEmpty() ? null : GROUPING + group;
    }
    return "if the comma is the decimal mark, set \"decimalChar\": \",\""
        + (group.isEmpty() ? "" : " and " + group);
  }

  private static @Nullable String groups(String text, Stated field, boolean mayHavePoint) {
    Matcher form = GROUPS.matcher(text);
    if (!form.matches() || field.groupChar != null) {
      return null;
    }
    String point = form.group(2) == null ? field.decimalChar : ".";
    boolean isWrong =
        mayHavePoint
            ? form.group(1).equals(point == null ? "." : point)
                || (form.group(2) != null && field.decimalChar != null)
            : form.group(2) != null;
    return isWrong ? null : GROUPING + groupChar(form.group(1));
  }

  private static boolean isOther(@Nullable String stated, String mark) {
    return stated != null && !stated.equals(mark);
  }

  private static String groupChar(String mark) {
    return "\"groupChar\": " + quoted(mark);
  }

  /// Returns a text as JSON, in which a space that is no ordinary one is visible: JSON needs no
  /// escape for it, so other writers of JSON show it as it is.
  private static String quoted(String text) {
    var json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c != ' ' && (Character.isISOControl(c) || Character.isSpaceChar(c))) {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
