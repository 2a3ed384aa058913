package dev.rowgate.schema.constraint;

import dev.rowgate.schema.json.Json;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Detector of schemas that refer to themselves without descending into the value. Checking one
/// would never end.
final class JsonSchemaCircles {

  /// Limit on the length of a chain of schemas that apply to one value.
  private static final int MAX_STEPS = 100;

  /// The description of the problem for messages.
  static final String WHAT =
      "a schema that leads to itself, or to more than " + MAX_STEPS + " others in a row,";

  private final IdentityHashMap<Json, List<Json>> sameValue;
  private final IdentityHashMap<Json, Integer> known = new IdentityHashMap<>();

  private JsonSchemaCircles(IdentityHashMap<Json, List<Json>> sameValue) {
    this.sameValue = sameValue;
  }

  /// @param sameValue for each schema, the schemas that it applies to the same value
  /// @return a schema in a cycle or a too long chain; null if there is none
  static @Nullable Json find(IdentityHashMap<Json, List<Json>> sameValue) {
    var circles = new JsonSchemaCircles(sameValue);
    for (Json schema : sameValue.keySet()) {
      Set<Json> above = Collections.newSetFromMap(new IdentityHashMap<>());
      if (circles.steps(schema, above) > MAX_STEPS) {
        return schema;
      }
    }
    return null;
  }

  private int steps(Json schema, Set<Json> above) {
    Integer before = known.get(schema);
    if (before != null) {
      return before;
    }
    if (above.size() > MAX_STEPS || !above.add(schema)) {
      return MAX_STEPS + 1;
    }
    int most = 0;
    for (Json next : sameValue.getOrDefault(schema, List.of())) {
      most = Math.max(most, 1 + steps(next, above));
      if (most > MAX_STEPS) {
        return most;
      }
    }
    above.remove(schema);
    known.put(schema, most);
    return most;
  }
}
