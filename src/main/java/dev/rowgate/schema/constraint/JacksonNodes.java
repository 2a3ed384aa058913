package dev.rowgate.schema.constraint;

import dev.rowgate.schema.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Converter from [Json] to Jackson's tree, which the JSON Schema library reads.
final class JacksonNodes {

  static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JacksonNodes() {}

  static JsonNode of(Json json) {
    return switch (json) {
      case Json.Obj object -> {
        ObjectNode node = NODES.objectNode();
        object.members().forEach((name, value) -> node.set(name, of(value)));
        yield node;
      }
      case Json.Arr list -> {
        ArrayNode node = NODES.arrayNode(list.items().size());
        list.items().forEach(item -> node.add(of(item)));
        yield node;
      }
      case Json.Text text -> NODES.stringNode(text.text());
      case Json.Num number -> ExactNumber.of(number.text());
      case Json.Bool flag -> NODES.booleanNode(flag.value());
      case Json.Null _ -> NODES.nullNode();
    };
  }

  /// The cost of visiting every part of a value, in steps of [JsonSchemaSteps].
  static long size(JsonNode node) {
    long size = 1;
    if (node.isString()) {
      size += node.stringValue().length() / JsonSchemaSteps.CHARACTERS_IN_A_STEP;
    } else if (node.isContainer()) {
      for (JsonNode each : node.values()) {
        size += size(each);
      }
    }
    return size;
  }
}
