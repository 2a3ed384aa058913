package dev.rowgate.convert;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Conversion of a property of a JSON Schema to a field of a Table Schema.
final class JsonSchemaField {

  /// Type and format for each `format` of a string that has an equivalent in a Table Schema.
  private static final Map<String, List<String>> FORMATS =
      Map.of(
          "date", List.of("date"),
          "date-time", List.of("datetime"),
          "time", List.of("time", "any"),
          "duration", List.of("duration"),
          "email", List.of("string", "email"),
          "uri", List.of("string", "uri"),
          "uuid", List.of("string", "uuid"));

  private static final Set<String> KNOWN =
      Set.of(
          ("type format contentEncoding title description examples enum const anyOf oneOf"
                  + " nullable pattern minLength maxLength minimum maximum exclusiveMinimum"
                  + " exclusiveMaximum")
              .split(" "));

  private final Lost lost;
  private final FieldParts parts;
  private final LocalReferences references;
  private final String place;

  JsonSchemaField(Lost lost, LocalReferences references, String place) {
    this.lost = lost;
    this.parts = new FieldParts(lost);
    this.references = references;
    this.place = place;
  }

  /// @param property with its references resolved
  ObjectNode convert(String name, ObjectNode property, boolean required) {
    ObjectNode schema = withoutAlternatives(property);
    Set<String> types = types(schema);
    boolean isNullType = types.remove("null");
    boolean nullable = isNullType || schema.path("nullable").asBoolean(false);
    ObjectNode field = SchemaConverter.object().put("name", name);
    String type = type(types, schema);
    ObjectNode constraints = SchemaConverter.object();
    if (required && nullable) {
      lost.add(place, "must be there and may be null: a cell is not required");
    } else if (required) {
      constraints.put("required", true);
    }
    if (type.equals("object") || type.equals("array")) {
      nested(field, type, schema, constraints);
    } else {
      plain(field, type, schema, constraints);
    }
    if (!constraints.isEmpty()) {
      field.set("constraints", constraints);
    }
    return field;
  }

  /// Resolves alternatives with null to the only other one; several others can't be converted.
  private ObjectNode withoutAlternatives(ObjectNode property) {
    ObjectNode all = property;
    for (String word : new String[] {"anyOf", "oneOf"}) {
      if (!(property.get(word) instanceof ArrayNode list)) {
        continue;
      }
      List<ObjectNode> others = new ArrayList<>();
      boolean nullable = false;
      for (JsonNode one : list) {
        ObjectNode resolved = references.resolved(one, place + "/" + word);
        if (resolved.path("type").asString("").equals("null")) {
          nullable = true;
        } else {
          others.add(resolved);
        }
      }
      if (others.size() == 1) {
        ObjectNode both = others.getFirst().deepCopy();
        all.forEachEntry(both::set);
        both.remove(word);
        all = nullable ? both.put("nullable", true) : both;
      } else {
        lost.member(place, word, "a column has one type, and no alternatives");
      }
    }
    return all;
  }

  private static Set<String> types(ObjectNode schema) {
    var types = new LinkedHashSet<String>();
    JsonNode type = schema.path("type");
    if (type instanceof ArrayNode list) {
      list.forEach(one -> types.add(one.asString("")));
    } else if (type.isString()) {
      types.add(type.asString());
    }
    if (types.isEmpty()) {
      valuesOf(schema).forEach(value -> types.add(typeOf(value)));
    }
    if (types.contains("integer") && types.contains("number")) {
      types.remove("integer");
    }
    return types;
  }

  private static List<JsonNode> valuesOf(ObjectNode schema) {
    var values = new ArrayList<JsonNode>();
    schema.path("enum").forEach(values::add);
    if (schema.has("const")) {
      values.add(schema.get("const"));
    }
    return values;
  }

  private static String typeOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> "string";
      case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
      case BOOLEAN -> "boolean";
      case ARRAY -> "array";
      case OBJECT -> "object";
      case NULL -> "null";
      case BINARY, MISSING, POJO -> "";
    };
  }

  private String type(Set<String> types, ObjectNode schema) {
    if (types.size() == 1) {
      return types.iterator().next();
    }
    if (!types.isEmpty()) {
      lost.member(place, "type", "a column has one type: it is text");
    } else if (schema.has("properties")) {
      return "object";
    }
    return "any";
  }

  /// Converts an object or array to a cell of JSON, whose `jsonSchema` is the rest of the schema.
  private void nested(ObjectNode field, String type, ObjectNode schema, ObjectNode constraints) {
    field.put("type", type);
    texts(field, schema);
    ObjectNode inside = schema.deepCopy();
    List.of("title", "description", "examples", "nullable").forEach(inside::remove);
    if (inside.size() > 1 || !inside.has("type")) {
      constraints.set("jsonSchema", references.deep(inside, place));
    }
  }

  private void plain(ObjectNode field, String type, ObjectNode schema, ObjectNode constraints) {
    typeAndFormat(field, type, schema);
    texts(field, schema);
    values(schema, constraints);
    parts.constraints(schema, place, constraints);
    lost.others(place, schema, KNOWN);
  }

  private void typeAndFormat(ObjectNode field, String type, ObjectNode schema) {
    String format = schema.path("format").asString("");
    String encoding = schema.path("contentEncoding").asString("");
    List<String> known = type.equals("string") ? FORMATS.get(format) : null;
    field.put("type", known == null ? type : known.getFirst());
    if (known != null && known.size() > 1) {
      field.put("format", known.getLast());
    } else if (known == null && !format.isEmpty()) {
      lost.member(place, "format", "'" + format + "' is no format of a Table Schema");
    }
    if (encoding.equals("base64") && known == null && type.equals("string")) {
      field.put("format", "binary");
    } else if (!encoding.isEmpty()) {
      lost.member(place, "contentEncoding", "'" + encoding + "' is no format of a Table Schema");
    }
  }

  private void texts(ObjectNode field, ObjectNode schema) {
    FieldParts.copy(schema, field, "title", "description");
    parts.example(schema, place, field);
  }

  private static void values(ObjectNode schema, ObjectNode constraints) {
    ArrayNode values = SchemaConverter.array();
    valuesOf(schema).stream().filter(value -> !value.isNull()).forEach(values::add);
    if (!values.isEmpty()) {
      constraints.set("enum", values);
    }
  }
}
