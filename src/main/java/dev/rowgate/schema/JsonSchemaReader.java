package dev.rowgate.schema;

import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.SchemaProblem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a field's `jsonSchema`, and notes what a stranger's schema must not have: a reference that
/// leads out of it, one that leads in a circle, a pattern that takes too long. Every schema inside
/// it is looked at; what is no schema, such as an example, is not.
final class JsonSchemaReader {

  /// Keywords whose value is a schema, or a list of them.
  private static final Set<String> SCHEMAS =
      Set.of(
          "additionalItems",
          "additionalProperties",
          "allOf",
          "anyOf",
          "contains",
          "contentSchema",
          "else",
          "if",
          "items",
          "not",
          "oneOf",
          "prefixItems",
          "propertyNames",
          "then",
          "unevaluatedItems",
          "unevaluatedProperties");

  /// Keywords whose value has a schema under each name.
  private static final Set<String> NAMED =
      Set.of(
          "$defs",
          "definitions",
          "dependencies",
          "dependentSchemas",
          "patternProperties",
          "properties");

  /// Keywords whose schemas look at the value that the keyword itself looks at.
  private static final Set<String> OF_THE_SAME_VALUE =
      Set.of(
          "allOf",
          "anyOf",
          "dependencies",
          "dependentSchemas",
          "else",
          "if",
          "not",
          "oneOf",
          "then");

  private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef", "$recursiveRef");

  /// So many schemas may look at one value, each led to by the one before.
  private static final int MAX_STEPS = 100;

  private final Reading reading;
  private final Patterns patterns;
  private final IdentityHashMap<Json, List<Json>> sameValue = new IdentityHashMap<>();
  private final Map<String, Json> anchors = new HashMap<>();
  private final List<Map.Entry<Json.Obj, Json.Text>> references = new ArrayList<>();
  private boolean good = true;

  JsonSchemaReader(Reading reading, Patterns patterns) {
    this.reading = reading;
    this.patterns = patterns;
  }

  /// The constraint; null if it is no good.
  @Nullable Constraint read(Json json) {
    if (!(json instanceof Json.Obj root)) {
      reading.wrongValue(json, "an object: a JSON Schema");
      return null;
    }
    String draft = reading.text(root, "$schema");
    if (draft != null && !JsonSchema.DRAFTS.contains(JsonSchema.draft(draft))) {
      reading.unknownName(root.at("$schema"), "JSON Schema", draft, JsonSchema.DRAFTS);
      return null;
    }
    numbers(root);
    schema(root, true);
    references.forEach(reference -> follow(root, reference.getKey(), reference.getValue()));
    if (good) {
      refuseCircles();
    }
    return good ? JsonSchema.of(root, reading) : null;
  }

  private void schema(Json json, boolean isRoot) {
    List<Json> same = new ArrayList<>();
    sameValue.put(json, same);
    if (!(json instanceof Json.Obj schema)) {
      return;
    }
    schema
        .members()
        .forEach((keyword, value) -> {
          List<Json> within = schemas(keyword, value);
          within.forEach(one -> schema(one, false));
          if (OF_THE_SAME_VALUE.contains(keyword)) {
            same.addAll(within);
          }
          if (value instanceof Json.Text text) {
            text(schema, keyword, text, isRoot);
          }
          if (keyword.equals("patternProperties") && value instanceof Json.Obj properties) {
            properties.members().forEach((pattern, at) -> pattern(pattern, at));
          }
        });
  }

  /// The schemas that stand under a keyword.
  private static List<Json> schemas(String keyword, Json value) {
    List<Json> within = new ArrayList<>();
    if (SCHEMAS.contains(keyword)) {
      within.addAll(value instanceof Json.Arr list ? list.items() : List.of(value));
    } else if (NAMED.contains(keyword) && value instanceof Json.Obj named) {
      within.addAll(named.members().values());
    }
    within.removeIf(one -> !(one instanceof Json.Obj) && !(one instanceof Json.Bool));
    return within;
  }

  private void text(Json.Obj schema, String keyword, Json.Text text, boolean isRoot) {
    if (REFERENCES.contains(keyword)) {
      references.add(Map.entry(schema, text));
    } else if (keyword.equals("pattern")) {
      pattern(text.text(), text);
    } else if (keyword.equals("$anchor") || keyword.equals("$dynamicAnchor")) {
      anchors.put(text.text(), schema);
    } else if (!isRoot && Set.of("$id", "id", "$schema").contains(keyword)) {
      refuse(text, keyword + " inside a JSON Schema");
    }
  }

  private void pattern(String text, Json at) {
    if (patterns.part(text) instanceof Pattern.Result.Bad bad) {
      good = false;
      reading.note(
          at,
          pointer ->
              new SchemaProblem.BadPattern(
                  pointer,
                  Excerpt.of(text),
                  bad.reason(),
                  "a pattern of ECMAScript that can run in linear time"));
    }
  }

  /// To compare a number of a million digits would take as long.
  private void numbers(Json json) {
    switch (json) {
      case Json.Obj object -> object.members().values().forEach(this::numbers);
      case Json.Arr list -> list.items().forEach(this::numbers);
      case Json.Num number when !NumberType.isNumber(number.text()) -> {
        good = false;
        reading.wrongValue(number, "a smaller number");
      }
      case Json.Num _, Json.Text _, Json.Bool _, Json.Null _ -> {}
    }
  }

  private void follow(Json.Obj root, Json.Obj schema, Json.Text reference) {
    String to = reference.text();
    if (!to.startsWith("#")) {
      refuse(reference, "a reference that leads out of the schema, to a URL or a file,");
      return;
    }
    Json target =
        to.equals("#") ? root : to.startsWith("#/") ? at(root, to) : anchors.get(to.substring(1));
    List<Json> same = sameValue.get(schema);
    if (target == null || !sameValue.containsKey(target) || same == null) {
      good = false;
      reading.wrongValue(
          reference, "a reference to a schema of this JSON Schema, such as #/$defs/name");
      return;
    }
    same.add(target);
  }

  /// The value that a pointer leads to; null if there is none.
  private static @Nullable Json at(Json root, String pointer) {
    Json at = root;
    for (String step : pointer.substring(2).split("/", -1)) {
      String name = step.replace("~1", "/").replace("~0", "~");
      at =
          switch (at) {
            case Json.Obj object -> object.get(name);
            case Json.Arr list
                when name.matches("[0-9]{1,9}") && Integer.parseInt(name) < list.items().size() ->
                list.items().get(Integer.parseInt(name));
            case null, default -> null;
          };
    }
    return at;
  }

  /// A schema that leads to itself, without a step into the value, would never end.
  private void refuseCircles() {
    IdentityHashMap<Json, Integer> steps = new IdentityHashMap<>();
    for (Json schema : sameValue.keySet()) {
      if (good
          && steps(schema, steps, Collections.newSetFromMap(new IdentityHashMap<>())) > MAX_STEPS) {
        refuse(
            schema,
            "a schema that leads to itself, or to more than " + MAX_STEPS + " others in a row,");
      }
    }
  }

  private int steps(Json schema, IdentityHashMap<Json, Integer> known, Set<Json> above) {
    Integer before = known.get(schema);
    if (before != null) {
      return before;
    }
    int most = 0;
    if (above.size() > MAX_STEPS || !above.add(schema)) {
      return MAX_STEPS + 1;
    }
    for (Json next : sameValue.getOrDefault(schema, List.of())) {
      most = Math.max(most, 1 + steps(next, known, above));
      if (most > MAX_STEPS) {
        return most;
      }
    }
    above.remove(schema);
    known.put(schema, most);
    return most;
  }

  private void refuse(Json at, String what) {
    good = false;
    reading.notSupported(at, what);
  }
}
