package dev.rowgate.schema.constraint;

import static dev.rowgate.schema.constraint.JacksonNodes.NODES;

import dev.rowgate.schema.json.Json;
import java.util.IdentityHashMap;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Rewriter of a JSON Schema for the library: keeps only assertions, and moves each referenced
/// schema to a numbered entry of `$defs`. Left alone, the library keeps unknown keywords for the
/// life of the process, resolves pointers and anchors by its own rules, and compiles a schema again
/// for each reference into it.
final class JsonSchemaNodes {

  private final JsonSchemaDraft draft;
  private final JsonSchemaReferences references;
  private final IdentityHashMap<Json, String> names = new IdentityHashMap<>();

  JsonSchemaNodes(JsonSchemaDraft draft, JsonSchemaReferences references) {
    this.draft = draft;
    this.references = references;
  }

  ObjectNode of(Json.Obj root) {
    names.put(root, "#");
    List<Json> targets =
        references.targets().stream()
            .filter(target ->
                names.putIfAbsent(target, "#/" + draft.definitions() + "/" + names.size()) == null)
            .toList();
    ObjectNode node = object(root);
    if (!targets.isEmpty()) {
      ObjectNode definitions = node.putObject(draft.definitions());
      int number = 1;
      for (Json target : targets) {
        definitions.set(Integer.toString(number++), schema(target));
      }
    }
    return node;
  }

  private JsonNode schema(Json json) {
    return json instanceof Json.Obj schema ? object(schema) : JacksonNodes.of(json);
  }

  /// Returns the schema itself, or a reference if it was moved to `$defs`.
  private JsonNode here(Json json) {
    String name = names.get(json);
    return name == null ? schema(json) : NODES.objectNode().put("$ref", name);
  }

  private ObjectNode object(Json.Obj schema) {
    ObjectNode node = NODES.objectNode();
    List<Json> targets = references.from(schema);
    if (!targets.isEmpty()) {
      node.put("$ref", name(targets.getFirst()));
      if (draft.isBefore(JsonSchemaDraft.DRAFT_2019_09)) {
        // Before 2019-09, keywords beside `$ref` are ignored.
        return node;
      }
    }
    schema
        .members()
        .forEach((name, value) -> {
          JsonSchemaKeyword keyword = JsonSchemaKeyword.of(name, draft);
          if (keyword != null && keyword.asserts() && isMeant(keyword, schema)) {
            put(node, keyword, value);
          }
        });
    for (Json another : targets.stream().skip(1).toList()) {
      node.withArray("allOf").addObject().put("$ref", name(another));
    }
    return node;
  }

  private String name(Json target) {
    return names.getOrDefault(target, "#");
  }

  /// `minContains` and `maxContains` have no effect without `contains`.
  private static boolean isMeant(JsonSchemaKeyword keyword, Json.Obj schema) {
    return switch (keyword.name()) {
      case "minContains", "maxContains" -> schema.has("contains");
      default -> true;
    };
  }

  private void put(ObjectNode into, JsonSchemaKeyword keyword, Json value) {
    switch (keyword.shape()) {
      case SCHEMA, SCHEMA_OR_BOOLEAN, SCHEMA_OR_LIST, SCHEMA_LIST ->
          into.set(keyword.name(), value instanceof Json.Arr list ? list(list) : here(value));
      case NAMED_SCHEMAS, NAMED_SCHEMAS_OR_NAMES -> {
        ObjectNode named = into.putObject(keyword.name());
        if (value instanceof Json.Obj object) {
          object
              .members()
              .forEach((name, one) ->
                  named.set(name, one instanceof Json.Arr ? JacksonNodes.of(one) : here(one)));
        }
      }
      case REFERENCE, ROOT_REFERENCE -> {}
      case NAMED_NAMES,
          NAMES,
          TYPES,
          COUNT,
          NUMBER,
          DIVISOR,
          BOOLEAN,
          TEXT,
          PATTERN,
          ANCHOR,
          VALUES,
          LIST,
          OBJECT,
          ANYTHING ->
          into.set(keyword.name(), JacksonNodes.of(value));
    }
  }

  private ArrayNode list(Json.Arr schemas) {
    ArrayNode node = NODES.arrayNode(schemas.items().size());
    schemas.items().forEach(one -> node.add(here(one)));
    return node;
  }
}
