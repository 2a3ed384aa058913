package dev.rowgate.schema.constraint;

import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.SchemaProblem;
import dev.rowgate.schema.json.Diagnostics;
import dev.rowgate.schema.json.Json;
import dev.rowgate.schema.json.SchemaBudget;
import dev.rowgate.schema.text.NumberText;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Parser and checker of a field's `jsonSchema`. It checks every keyword of every subschema, and
/// refuses what an untrusted schema must not contain: references to other documents, reference
/// cycles, and patterns that are too expensive. Parts that aren't schemas, such as examples, aren't
/// checked.
public final class JsonSchemaReader {

  /// Keywords that apply their subschemas to the same value as the schema itself.
  private static final Set<String> OF_THE_SAME_VALUE =
      Set.of("allOf anyOf dependencies dependentSchemas else if not oneOf then".split(" "));

  private final Diagnostics reading;
  private final Patterns patterns;
  private final JsonSchemaDraft draft;
  private final JsonSchemaShapes shapes;
  private final JsonSchemaReferences references;
  private final IdentityHashMap<Json, List<Json>> sameValue = new IdentityHashMap<>();
  private boolean good = true;

  private JsonSchemaReader(Diagnostics reading, Patterns patterns, JsonSchemaDraft draft) {
    this.reading = reading;
    this.patterns = patterns;
    this.draft = draft;
    this.shapes = new JsonSchemaShapes(reading, draft);
    this.references = new JsonSchemaReferences(reading);
  }

  /// Returns the constraint; null if the JSON Schema is invalid, which is reported.
  public static @Nullable Constraint read(Json json, Diagnostics reading, Patterns patterns) {
    if (!(json instanceof Json.Obj root)) {
      reading.wrongValue(json, "an object: a JSON Schema");
      return null;
    }
    String uri = reading.text(root, "$schema");
    if (uri == null) {
      return root.has("$schema")
          ? null
          : new JsonSchemaReader(reading, patterns, JsonSchemaDraft.STANDARD).read(root);
    }
    JsonSchemaDraft draft = JsonSchemaDraft.of(uri).orElse(null);
    if (draft == null) {
      reading.unknownName(root.at("$schema"), "JSON Schema", uri, JsonSchemaDraft.uris());
      return null;
    }
    return new JsonSchemaReader(reading, patterns, draft).read(root);
  }

  private @Nullable Constraint read(Json.Obj root) {
    numbers(root);
    schema(root, true);
    good &= references.resolve(root, sameValue);
    if (!good || !shapes.areGood()) {
      return null;
    }
    Json circle = JsonSchemaCircles.find(sameValue);
    if (circle != null) {
      reading.notSupported(circle, JsonSchemaCircles.WHAT);
      return null;
    }
    var nodes = new JsonSchemaNodes(draft, references);
    return switch (JsonSchemaLibrary.read(draft, nodes.of(root))) {
      case JsonSchemaLibrary.Result.Usable(var check) -> new JsonSchema(root, check);
      case JsonSchemaLibrary.Result.Unusable(String reason) -> {
        reading.notSupported(root, "a JSON Schema that can't be compiled (" + reason + ")");
        yield null;
      }
    };
  }

  private void schema(Json json, boolean isRoot) {
    if (!reading.budget().takeJsonSchema()) {
      refuse(
          json, "a schema file with more than " + SchemaBudget.MAX_JSON_SCHEMAS + " JSON Schemas");
      return;
    }
    List<Json> same = new ArrayList<>();
    sameValue.put(json, same);
    if (!(json instanceof Json.Obj schema)) {
      return;
    }
    for (var member : schema.members().entrySet()) {
      JsonSchemaKeyword keyword = JsonSchemaKeyword.of(member.getKey(), draft);
      if (keyword != null && shapes.check(keyword, member.getValue())) {
        keyword(schema, keyword, member.getValue(), same, isRoot);
      }
    }
  }

  private void keyword(
      Json.Obj schema, JsonSchemaKeyword keyword, Json value, List<Json> same, boolean isRoot) {
    List<Json> within = JsonSchemaShapes.schemas(keyword.shape(), value);
    within.forEach(one -> schema(one, false));
    if (OF_THE_SAME_VALUE.contains(keyword.name())) {
      same.addAll(within);
    }
    if (keyword.name().equals("patternProperties") && value instanceof Json.Obj properties) {
      properties.members().forEach((pattern, at) -> pattern(pattern, at));
    }
    if (!(value instanceof Json.Text text)) {
      return;
    }
    switch (keyword.name()) {
      case "$ref", "$dynamicRef", "$recursiveRef" -> references.add(schema, text);
      case "pattern" -> pattern(text.text(), text);
      case "$anchor", "$dynamicAnchor" -> references.anchor(text.text(), schema);
      case "$id", "id", "$schema" -> {
        if (!isRoot) {
          refuse(text, keyword.name() + " inside a JSON Schema");
        }
      }
      default -> {}
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

  /// Refuses numbers whose exact comparison would take too long.
  private void numbers(Json json) {
    switch (json) {
      case Json.Obj object -> object.members().values().forEach(this::numbers);
      case Json.Arr list -> list.items().forEach(this::numbers);
      case Json.Num number when !NumberText.hasBoundedExponent(number.text()) -> {
        good = false;
        reading.wrongValue(number, "a smaller number");
      }
      case Json.Num _, Json.Text _, Json.Bool _, Json.Null _ -> {}
    }
  }

  private void refuse(Json at, String what) {
    good = false;
    reading.notSupported(at, what);
  }
}
