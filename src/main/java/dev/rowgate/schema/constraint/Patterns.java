package dev.rowgate.schema.constraint;

import dev.rowgate.schema.json.Diagnostics;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/// The patterns of one schema, which together may weigh so much and no more.
public final class Patterns {

  /// Some 20 MB.
  private static final int MAX_COST = 200_000;

  /// In bytes, of what costs one.
  private static final int WEIGHT = 100;

  /// Columns often share a pattern; one that is known costs nothing more.
  private final Map<String, Pattern.Result> whole = new HashMap<>();

  private final Map<String, Pattern.Result> parts = new HashMap<>();
  private final Diagnostics reading;
  private int cost;

  public Patterns(Diagnostics reading) {
    this.reading = reading;
  }

  /// A pattern of the whole text, in XML Schema's language.
  public Pattern.Result whole(String text) {
    return compiled(text, whole, Pattern::compile);
  }

  /// A pattern that is looked for in the text, in ECMAScript's language.
  Pattern.Result part(String text) {
    return compiled(text, parts, Pattern::compilePart);
  }

  private Pattern.Result compiled(
      String text, Map<String, Pattern.Result> known, Function<String, Pattern.Result> compile) {
    Pattern.Result before = known.get(text);
    if (before != null) {
      return before;
    }
    if (cost > MAX_COST) {
      return new Pattern.Result.Bad("the patterns of this schema are too large together");
    }
    Pattern.Result result = compile.apply(text);
    if (result instanceof Pattern.Result.Compiled compiled) {
      cost += compiled.cost();
      reading.budget().take((long) WEIGHT * compiled.cost());
    }
    known.put(text, result);
    return result;
  }
}
