package dev.rowgate.options;

import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One of a dialect's special texts, by the name of its option. Two that can't be distinguished in
/// the input are a conflict, and so is one that the encoding can't represent.
///
/// @param text empty if the dialect has none
/// @param standard the text in RFC 4180
/// @param comesFirst whether it is looked for before a delimiter, so that it may begin with one
record DialectConflicts(String option, String text, String standard, boolean comesFirst) {

  private static DialectConflicts of(String option, int character, int standard) {
    return new DialectConflicts(option, text(character), text(standard), false);
  }

  private static String text(int character) {
    return character == Dialect.NONE ? "" : Character.toString(character);
  }

  private static List<DialectConflicts> in(Dialect dialect) {
    Dialect standard = Dialect.RFC_4180;
    LineTerminator terminator = dialect.lineTerminator();
    return List.of(
        new DialectConflicts("delimiter", dialect.delimiter(), standard.delimiter(), false),
        DialectConflicts.of("quote", dialect.quote(), standard.quote()),
        DialectConflicts.of("escape", dialect.escape(), standard.escape()),
        new DialectConflicts("comment", dialect.comment(), standard.comment(), false),
        // Only a line terminator of another kind can conflict: no other text contains a line end.
        new DialectConflicts(
            "lineTerminator", terminator.isOther() ? terminator.text() : "", "", true));
  }

  /// Returns a problem for the first two that conflict; null if there are none.
  static @Nullable InputProblem clash(Dialect dialect) {
    List<DialectConflicts> roles = in(dialect);
    for (int later = 1; later < roles.size(); later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        DialectConflicts one = roles.get(earlier);
        DialectConflicts other = roles.get(later);
        if (other.clashesWith(one)) {
          return other.isStandard() ? one.cannotBe(other) : other.cannotBe(one);
        }
      }
    }
    return null;
  }

  /// Returns a problem for the first text that can't occur in the input, because the encoding has
  /// no such characters or reads them back as others; null if there is none.
  static @Nullable InputProblem unencodable(Dialect dialect) {
    Charset charset = dialect.encoding().charset();
    return in(dialect).stream()
        .filter(role -> !new String(role.text.getBytes(charset), charset).equals(role.text))
        .findFirst()
        .map(role ->
            new InputProblem.BadOption(
                role.option,
                Excerpt.of(role.text),
                "characters that the encoding " + dialect.encoding().name() + " has",
                null))
        .orElse(null);
  }

  /// Whether one text contains the other, and could be mistaken for it. A comment is only looked
  /// for at the start of a line, and only a line terminator before all other texts: it may begin
  /// with the delimiter, but not contain another one, which could also end an empty cell.
  private boolean clashesWith(DialectConflicts earlier) {
    if (text.isEmpty() || earlier.text.isEmpty()) {
      return false;
    }
    if (comesFirst && earlier.isDelimiter() && text.length() > earlier.text.length()) {
      return text.lastIndexOf(earlier.text) > 0;
    }
    return option.equals("comment")
        ? text.startsWith(earlier.text) || earlier.text.startsWith(text)
        : text.contains(earlier.text) || earlier.text.contains(text);
  }

  private boolean isDelimiter() {
    return option.equals("delimiter");
  }

  private boolean isStandard() {
    return text.equals(standard);
  }

  private InputProblem cannotBe(DialectConflicts other) {
    String shown = text.equals("\t") ? "tab" : text;
    String expected =
        text.length() == 1 && other.text.length() == 1
            ? "a character other than the " + other.option
            : "one that can be told from the " + other.option;
    return new InputProblem.BadOption(option, Excerpt.of(shown), expected, null);
  }
}
