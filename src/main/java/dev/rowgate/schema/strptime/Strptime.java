package dev.rowgate.schema.strptime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Compiled date or time pattern in `strptime` syntax, such as `%d/%m/%Y`. Matching never
/// backtracks, so its time is linear in the text.
///
/// White space in the pattern matches any white space, as in Python. Other characters match
/// themselves.
public final class Strptime {

  /// Result of compiling a pattern.
  public sealed interface Result {

    /// The pattern is usable.
    record Compiled(Strptime pattern) implements Result {}

    /// The pattern is invalid.
    record Bad(String reason) implements Result {}
  }

  private sealed interface Step {
    record Part(TemporalDirective directive) implements Step {}

    record Literal(byte one) implements Step {}

    record Space() implements Step {}
  }

  private static final int MAX_LENGTH = 200;

  /// Directives that are abbreviations of several others.
  private static final Map<Character, String> SHORTHANDS =
      Map.of('D', "%m/%d/%y", 'F', "%Y-%m-%d", 'R', "%H:%M", 'T', "%H:%M:%S");

  /// Padding flags of glibc before the directive letter; they don't affect parsing.
  private static final String FLAGS = "-_0";

  private final String text;
  private final List<Step> steps = new ArrayList<>();
  private final Set<TemporalDirective> parts = EnumSet.noneOf(TemporalDirective.class);

  private Strptime(String text) {
    this.text = text;
  }

  /// Compiles a pattern.
  ///
  /// @param type the name of the field type, for messages
  /// @param needed the parts of a value of that type: the pattern must read all of them and no
  ///   others
  public static Result compile(String text, String type, Set<TemporalDirective.Of> needed) {
    if (text.length() > MAX_LENGTH) {
      return new Result.Bad("it is longer than " + MAX_LENGTH + " characters");
    }
    var pattern = new Strptime(text);
    String fault = pattern.add(text);
    if (fault == null) {
      fault = pattern.incomplete(type, needed);
    }
    return fault == null ? new Result.Compiled(pattern) : new Result.Bad(fault);
  }

  /// Compiles a built-in pattern, which may cover only a part of a value.
  public static Strptime known(String text) {
    var pattern = new Strptime(text);
    String fault = pattern.add(text);
    if (fault != null) {
      throw new IllegalArgumentException(text + ": " + fault);
    }
    return pattern;
  }

  public String text() {
    return text;
  }

  /// Appends the steps of a text; returns what is wrong with it, or null.
  private @Nullable String add(String pattern) {
    for (int at = 0; at < pattern.length(); at++) {
      char c = pattern.charAt(at);
      if (c == '%') {
        at++;
        int letter = at;
        while (letter < pattern.length() && FLAGS.indexOf(pattern.charAt(letter)) >= 0) {
          letter++;
        }
        if (letter == pattern.length()) {
          return "a % without a letter; the character itself is %%";
        }
        String fault = addDirective(pattern.charAt(letter));
        if (fault != null) {
          return fault;
        }
        at = letter;
      } else if (Character.isWhitespace(c)) {
        addSpace();
      } else {
        int end = pattern.offsetByCodePoints(at, 1);
        for (byte one : pattern.substring(at, end).getBytes(UTF_8)) {
          steps.add(new Step.Literal(one));
        }
        at = end - 1;
      }
    }
    return null;
  }

  private @Nullable String addDirective(char letter) {
    String shorthand = SHORTHANDS.get(letter);
    if (shorthand != null) {
      return add(shorthand);
    }
    TemporalDirective directive = TemporalDirective.of(letter);
    if (directive != null) {
      steps.add(new Step.Part(directive));
      return parts.add(directive) ? null : "%" + letter + " stands in it twice";
    }
    return switch (letter) {
      case '%' -> {
        steps.add(new Step.Literal((byte) '%'));
        yield null;
      }
      case 'n', 't' -> {
        addSpace();
        yield null;
      }
      case 'c', 'x', 'X', 'r', 'E', 'O', '+' ->
          "%" + letter + " is not supported: what it reads depends on the language of a machine";
      case 'U', 'W', 'G', 'g', 'V', 'C', 's' -> "%" + letter + " is not supported";
      default -> "there is no directive %" + letter;
    };
  }

  private void addSpace() {
    if (steps.isEmpty() || !(steps.getLast() instanceof Step.Space)) {
      steps.add(new Step.Space());
    }
  }

  /// Returns what the pattern lacks or has in excess for a value of the type; null if it is
  /// complete.
  private @Nullable String incomplete(String type, Set<TemporalDirective.Of> needed) {
    boolean date = needed.contains(TemporalDirective.Of.DATE);
    boolean time = needed.contains(TemporalDirective.Of.TIME);
    for (TemporalDirective part : parts) {
      if (!needed.contains(part.of())) {
        String what = date ? "time" : "date";
        return "it reads a part of a " + what + ", which a " + type + " can't hold";
      }
    }
    if (date && !hasOne(TemporalDirective.YEAR, TemporalDirective.YEAR_OF_CENTURY)) {
      return "it reads no year";
    }
    boolean dayOfYear = parts.contains(TemporalDirective.DAY_OF_YEAR);
    if (date && !dayOfYear && !hasOne(TemporalDirective.MONTH, TemporalDirective.MONTH_NAME)) {
      return "it reads no month";
    }
    if (date && !dayOfYear && !parts.contains(TemporalDirective.DAY)) {
      return "it reads no day";
    }
    if (time && !hasOne(TemporalDirective.HOUR, TemporalDirective.HOUR_OF_HALF)) {
      return "it reads no hour";
    }
    boolean halves = parts.contains(TemporalDirective.HOUR_OF_HALF);
    if (halves && !parts.contains(TemporalDirective.HALF)) {
      return "%I needs %p: which half of the day it is can't be told";
    }
    return contradiction();
  }

  /// Finds two directives that set the same part.
  private @Nullable String contradiction() {
    return List.of(
            List.of(TemporalDirective.YEAR, TemporalDirective.YEAR_OF_CENTURY),
            List.of(TemporalDirective.MONTH, TemporalDirective.MONTH_NAME),
            List.of(
                TemporalDirective.WEEKDAY,
                TemporalDirective.WEEKDAY_NAME,
                TemporalDirective.WEEKDAY_FROM_MONDAY),
            List.of(TemporalDirective.OFFSET, TemporalDirective.ZONE_NAME))
        .stream()
        .filter(ways -> ways.stream().filter(parts::contains).count() > 1)
        .findFirst()
        .map(_ -> "two of its directives read the same part")
        .orElse(null);
  }

  private boolean hasOne(TemporalDirective one, TemporalDirective other) {
    return parts.contains(one) || parts.contains(other);
  }

  /// Matches the pattern at the cursor and stores the parts; false if the text doesn't match.
  public boolean read(TemporalCursor cell, TemporalParts into) {
    for (Step step : steps) {
      boolean good =
          switch (step) {
            case Step.Part(TemporalDirective directive) -> directive.read(cell, into);
            case Step.Space _ -> cell.skipSpace();
            case Step.Literal(byte one) -> cell.skip(one);
          };
      if (!good) {
        return false;
      }
    }
    return true;
  }
}
