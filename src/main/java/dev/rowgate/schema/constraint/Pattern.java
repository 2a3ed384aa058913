package dev.rowgate.schema.constraint;

import com.google.re2j.PatternSyntaxException;
import dev.rowgate.problem.Excerpt;
import dev.rowgate.schema.pattern.AsciiPattern;
import dev.rowgate.schema.pattern.PatternText;
import dev.rowgate.schema.value.Value;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Regular expression that the whole text must match. RE2/J matches in time linear in the text,
/// whatever the pattern, so an untrusted pattern can't stall a run.
public final class Pattern implements Constraint {

  /// Result of compiling a pattern.
  public sealed interface Result {

    /// The pattern is usable.
    ///
    /// @param cost memory of the compiled pattern, in units of about 100 bytes
    record Compiled(Pattern pattern, int cost) implements Result {}

    /// The pattern is invalid or too expensive.
    record Bad(String reason) implements Result {}
  }

  static final int MAX_LENGTH = 1_000;

  private final String text;
  private final com.google.re2j.Pattern compiled;

  /// The same pattern for ASCII texts, if it is simple enough; avoids RE2/J.
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

  /// Compiles a pattern of JSON Schema (ECMAScript), which may match a part of the text. Only
  /// syntax that ECMAScript and RE2 share is accepted.
  static Result compilePart(String text) {
    if (text.length() > MAX_LENGTH) {
      return new Result.Bad("it is longer than " + MAX_LENGTH + " characters");
    }
    // Translated only to measure its size; RE2/J gets the original text.
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
      // RE2/J quotes the faulty part or the whole pattern. A quote of the translated pattern
      // doesn't help.
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
    // RE2/J matches UTF-8 bytes, but only whole arrays.
    return compiled.matches(Arrays.copyOfRange(value.bytes(), value.from(), value.to()));
  }

  /// Whether a part of the text matches.
  boolean isIn(String text) {
    return compiled.matcher(text).find();
  }
}
