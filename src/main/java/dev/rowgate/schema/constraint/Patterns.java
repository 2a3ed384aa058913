package dev.rowgate.schema.constraint;

import dev.rowgate.schema.json.Diagnostics;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/// Cache of the compiled patterns of one schema, which limits their total memory.
public final class Patterns {

  /// Limit on the total cost, about 20 MB.
  private static final int MAX_COST = 200_000;

  /// Bytes per unit of cost.
  private static final int WEIGHT = 100;

  /// By pattern text. Columns often share a pattern; a known one costs nothing more.
  private final Map<String, Pattern.Result> whole = new HashMap<>();

  private final Map<String, Pattern.Result> parts = new HashMap<>();
  private final Diagnostics reading;
  private int cost;

  public Patterns(Diagnostics reading) {
    this.reading = reading;
  }

  /// Compiles a pattern in XML Schema's syntax that the whole text must match.
  public Pattern.Result whole(String text) {
    return compiled(text, whole, Pattern::compile);
  }

  /// Compiles a pattern in ECMAScript's syntax that is searched for in the text.
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
