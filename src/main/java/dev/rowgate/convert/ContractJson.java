package dev.rowgate.convert;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// JSON Schema for the cells of an object or array of a data contract, which hold JSON.
record ContractJson(Lost lost, String place) {

  private static final int MOST_LEVELS = 32;

  /// Options that JSON Schema has under the same names.
  private static final Set<String> OPTIONS =
      Set.of(
          ("minLength maxLength pattern minimum maximum multipleOf minItems maxItems"
                  + " uniqueItems minProperties maxProperties required")
              .split(" "));

  private static final Set<String> KNOWN =
      Set.of("name", "logicalType", "logicalTypeOptions", "required", "items", "properties");

  ObjectNode schema(ObjectNode property) {
    return schema(property, place, 0);
  }

  private ObjectNode schema(JsonNode property, String at, int level) {
    ObjectNode schema = SchemaConverter.object();
    if (level > MOST_LEVELS) {
      lost.add(at, "is nested more than " + MOST_LEVELS + " levels deep");
      return schema;
    }
    type(property.path("logicalType").asString(""), schema, at);
    if (property.path("logicalTypeOptions") instanceof ObjectNode options) {
      options.forEachEntry((name, value) -> {
        if (OPTIONS.contains(name)) {
          schema.set(name, value);
        }
      });
      lost.others(Lost.place(at, "logicalTypeOptions"), options, OPTIONS);
    }
    if (property.path("items") instanceof ObjectNode items) {
      schema.set("items", nested(items, Lost.place(at, "items"), level));
    }
    if (property.path("properties") instanceof ArrayNode properties && !properties.isEmpty()) {
      members(properties, schema, at, level);
    }
    return schema;
  }

  private void members(ArrayNode properties, ObjectNode schema, String at, int level) {
    ObjectNode members = schema.putObject("properties");
    ArrayNode required = SchemaConverter.array();
    for (int i = 0; i < properties.size(); i++) {
      JsonNode member = properties.get(i);
      String name = member.path("name").asString("");
      members.set(name, nested(member, at + "/properties/" + i, level));
      if (member.path("required").asBoolean(false)) {
        required.add(name);
      }
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
  }

  private ObjectNode nested(JsonNode inner, String at, int level) {
    lost.others(at, inner, KNOWN);
    return schema(inner, at, level + 1);
  }

  private void type(String logical, ObjectNode schema, String at) {
    switch (logical) {
      case "string", "number", "integer", "boolean", "object", "array" ->
          schema.put("type", logical);
      case "date", "time" -> schema.put("type", "string").put("format", logical);
      case "timestamp" -> schema.put("type", "string").put("format", "date-time");
      default -> lost.member(at, "logicalType", "'" + logical + "' is not checked in JSON");
    }
  }
}
