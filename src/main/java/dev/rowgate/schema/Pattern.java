package dev.rowgate.schema;

import com.google.re2j.PatternSyntaxException;
import dev.rowgate.problem.Excerpt;
import java.util.Arrays;

/// What the whole text must look like. RE2 takes time that grows with the length of the text alone,
/// whatever the pattern.
final class Pattern implements Constraint {

  /// What came of reading a pattern.
  sealed interface Result {

    /// It can be used.
    ///
    /// @param cost how much memory the pattern holds, in steps of about 100 bytes
    record Compiled(Pattern pattern, int cost) implements Result {}

    /// It can't.
    record Bad(String reason) implements Result {}
  }

  static final int MAX_LENGTH = 1_000;

  private final String text;
  private final com.google.re2j.Pattern compiled;

  private Pattern(String text, com.google.re2j.Pattern compiled) {
    this.text = text;
    this.compiled = compiled;
  }

  static Result compile(String text) {
    if (text.length() > MAX_LENGTH) {
      return new Result.Bad("it is longer than " + MAX_LENGTH + " characters");
    }
    var translated = new PatternText(text);
    String fault = translated.fault();
    if (fault != null) {
      return new Result.Bad(fault);
    }
    return compile(text, translated.re2(), translated.cost());
  }

  /// A pattern of ECMAScript, which JSON Schema has, and which may match a part of the text. RE2
  /// reads what both languages share; the rest is refused.
  static Result compilePart(String text) {
    if (text.length() > MAX_LENGTH) {
      return new Result.Bad("it is longer than " + MAX_LENGTH + " characters");
    }
    // As XML Schema would have it, so that its size is known.
    var measured = new PatternText(text);
    String fault = measured.fault();
    if (fault != null) {
      return new Result.Bad(fault);
    }
    return measured.folds()
        ? new Result.Bad("(?i) is not supported here")
        : compile(text, text, measured.cost());
  }

  private static Result compile(String text, String re2, int cost) {
    try {
      var compiled = com.google.re2j.Pattern.compile(re2);
      return new Result.Compiled(new Pattern(text, compiled), cost);
    } catch (PatternSyntaxException e) {
      // RE2 quotes the part that is wrong, or the whole; that says nothing where it is translated.
      String part = e.getPattern();
      boolean helps = !part.isEmpty() && (!part.equals(re2) || part.equals(text));
      return new Result.Bad(
          helps ? e.getDescription() + " " + Excerpt.of(part) : e.getDescription());
    }
  }

  @Override
  public String name() {
    return "pattern";
  }

  @Override
  public String expected() {
    return text;
  }

  @Override
  public boolean holds(Value value) {
    // RE2/J reads UTF-8, but only arrays as a whole.
    return compiled.matches(Arrays.copyOfRange(value.bytes(), value.from(), value.to()));
  }

  /// Whether a part of the text matches.
  boolean isIn(String text) {
    return compiled.matcher(text).find();
  }
}
