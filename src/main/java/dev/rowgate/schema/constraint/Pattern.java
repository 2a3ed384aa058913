package dev.rowgate.schema.constraint;

import com.google.re2j.PatternSyntaxException;
import dev.rowgate.problem.Excerpt;
import dev.rowgate.schema.pattern.AsciiPattern;
import dev.rowgate.schema.pattern.PatternText;
import dev.rowgate.schema.value.Value;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What the whole text must look like. RE2 takes time that grows with the length of the text alone,
/// whatever the pattern.
public final class Pattern implements Constraint {

  /// What came of reading a pattern.
  public sealed interface Result {

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

  /// The same for texts of ASCII, where that is simple.
  private final @Nullable AsciiPattern ascii;

  private Pattern(String text, com.google.re2j.Pattern compiled, @Nullable AsciiPattern ascii) {
    this.text = text;
    this.compiled = compiled;
    this.ascii = ascii;
  }

  public static Result compile(String text) {
    if (text.length() > MAX_LENGTH) {
      return new Result.Bad("it is longer than " + MAX_LENGTH + " characters");
    }
    var translated = new PatternText(text);
    String fault = translated.fault();
    if (fault != null) {
      return new Result.Bad(fault);
    }
    return compile(text, translated.re2(), translated.cost(), translated.ascii());
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
        : compile(text, text, measured.cost(), null);
  }

  private static Result compile(String text, String re2, int cost, @Nullable AsciiPattern ascii) {
    try {
      var compiled = com.google.re2j.Pattern.compile(re2);
      return new Result.Compiled(new Pattern(text, compiled, ascii), cost);
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
    if (ascii == null) {
      return matches(value);
    }
    return switch (ascii.matches(value.bytes(), value.from(), value.to())) {
      case MATCHES -> true;
      case DIFFERS -> false;
      case UNKNOWN -> matches(value);
    };
  }

  private boolean matches(Value value) {
    // RE2/J reads UTF-8, but only arrays as a whole.
    return compiled.matches(Arrays.copyOfRange(value.bytes(), value.from(), value.to()));
  }

  /// Whether a part of the text matches.
  boolean isIn(String text) {
    return compiled.matcher(text).find();
  }
}
