package dev.rowgate.convert;

import java.util.Map;
import java.util.Set;
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
          ("name businessName description logicalType logicalTypeOptions required unique"
                  + " primaryKey primaryKeyPosition examples items properties")
              .split(" "));

  private static final Set<String> KNOWN_OPTIONS =
      Set.of(
          ("format pattern minLength maxLength minimum maximum exclusiveMinimum"
                  + " exclusiveMaximum")
              .split(" "));

  private final Lost lost;
  private final FieldParts parts;
  private final String place;

  ContractField(Lost lost, String place) {
    this.lost = lost;
    this.parts = new FieldParts(lost);
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
    FieldParts.copy(property, "businessName", field, "title");
    FieldParts.copy(property, field, "description");
    parts.example(property, place, field);
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

  private void options(ObjectNode options, ObjectNode field, ObjectNode constraints) {
    String inside = Lost.place(place, "logicalTypeOptions");
    parts.constraints(options, inside, constraints);
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
