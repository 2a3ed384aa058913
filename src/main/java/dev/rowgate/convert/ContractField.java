package dev.rowgate.convert;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Conversion of a property of a data contract's table to a field of a Table Schema.
final class ContractField {

  private static final Map<String, String> TYPES =
      Map.of(
          "string", "string",
          "number", "number",
          "integer", "integer",
          "boolean", "boolean",
          "date", "date",
          "timestamp", "datetime",
          "time", "time",
          "object", "object",
          "array", "array");

  private static final Set<String> KNOWN =
      Set.of(
          "name",
          "businessName",
          "description",
          "logicalType",
          "logicalTypeOptions",
          "required",
          "unique",
          "primaryKey",
          "primaryKeyPosition",
          "examples",
          "items",
          "properties");

  private static final Set<String> KNOWN_OPTIONS =
      Set.of(
          "format",
          "pattern",
          "minLength",
          "maxLength",
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum");

  private final Lost lost;
  private final String place;

  ContractField(Lost lost, String place) {
    this.lost = lost;
    this.place = place;
  }

  ObjectNode convert(ObjectNode property) {
    ObjectNode field = SchemaConverter.object();
    field.set("name", property.get("name"));
    String logical = property.path("logicalType").asString("");
    String type = TYPES.get(logical);
    if (type == null) {
      lost.member(
          place,
          "logicalType",
          logical.isEmpty() ? "there is none: it is text" : "'" + logical + "': it is text");
      type = "string";
    }
    field.put("type", type);
    copy(property, "businessName", field, "title");
    copy(property, "description", field, "description");
    if (property.get("examples") instanceof ArrayNode examples && !examples.isEmpty()) {
      field.set("example", examples.get(0));
      if (examples.size() > 1) {
        lost.member(place, "examples", "a field has one example");
      }
    }
    ObjectNode constraints = SchemaConverter.object();
    for (String flag : new String[] {"required", "unique"}) {
      if (property.path(flag).asBoolean(false)) {
        constraints.put(flag, true);
      }
    }
    if (type.equals("object") || type.equals("array")) {
      constraints.set("jsonSchema", new ContractJson(lost, place).schema(property));
    } else if (property.get("logicalTypeOptions") instanceof ObjectNode options) {
      options(options, field, constraints);
    }
    if (!constraints.isEmpty()) {
      field.set("constraints", constraints);
    }
    lost.others(place, property, KNOWN);
    return field;
  }

  private static void copy(ObjectNode from, String name, ObjectNode to, String as) {
    if (from.has(name)) {
      to.set(as, from.get(name));
    }
  }

  private void options(ObjectNode options, ObjectNode field, ObjectNode constraints) {
    String inside = Lost.place(place, "logicalTypeOptions");
    for (String name : new String[] {"minLength", "maxLength", "minimum", "maximum"}) {
      copy(options, name, constraints, name);
    }
    for (String bound : new String[] {"Minimum", "Maximum"}) {
      JsonNode exclusive = options.path("exclusive" + bound);
      String inclusive = bound.toLowerCase(Locale.ROOT);
      if (exclusive.isNumber()) {
        constraints.set("exclusive" + bound, exclusive);
      } else if (exclusive.asBoolean(false) && constraints.has(inclusive)) {
        constraints.set("exclusive" + bound, constraints.remove(inclusive));
      }
    }
    if (options.has("pattern")) {
      String whole = SearchPattern.whole(options.get("pattern").asString(""));
      if (whole == null) {
        lost.member(inside, "pattern", "its anchors hold for one branch alone");
      } else {
        constraints.put("pattern", whole);
      }
    }
    if (options.has("format")) {
      format(options.get("format").asString(""), field, inside);
    }
    lost.others(inside, options, KNOWN_OPTIONS);
  }

  private void format(String format, ObjectNode field, String inside) {
    String type = field.get("type").asString("");
    if (type.equals("string") && Set.of("email", "uri", "uuid").contains(format)) {
      field.put("format", format);
      return;
    }
    if (type.equals("string") && format.equals("binary")) {
      field.put("format", "binary");
      return;
    }
    if (Set.of("date", "datetime", "time").contains(type)) {
      DatePattern pattern = DatePattern.of(format);
      if (pattern != null) {
        field.put("type", pattern.type());
        if (!pattern.isDefault()) {
          field.put("format", pattern.strptime());
        }
        return;
      }
    }
    lost.member(inside, "format", "'" + format + "' is no format of a Table Schema");
  }
}
