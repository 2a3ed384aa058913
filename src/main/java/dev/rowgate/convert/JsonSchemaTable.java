package dev.rowgate.convert;

import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Conversion of a JSON Schema of one row, or of a list of rows, to a Table Schema.
final class JsonSchemaTable {

  /// Members that are converted, or that don't affect the rows.
  private static final Set<String> KNOWN =
      Set.of(
          ("$schema $defs definitions type properties required additionalProperties title"
                  + " description")
              .split(" "));

  private final JsonNode root;
  private final Lost lost;
  private final LocalReferences references;

  JsonSchemaTable(JsonNode root, Lost lost) {
    this.root = root;
    this.lost = lost;
    this.references = new LocalReferences(root, lost);
  }

  ObjectNode convert() {
    if (!(root instanceof ObjectNode)) {
      throw new NoTable("is neither a JSON Schema nor a data contract (kind: DataContract)");
    }
    ObjectNode schema = references.resolved(root, "");
    String place = "";
    if (!schema.has("properties") && schema.get("items") instanceof ObjectNode items) {
      lost.others("", schema, Set.of("$schema", "$defs", "definitions", "type", "items"));
      place = "/items";
      schema = references.resolved(items, place);
    }
    if (!(schema.get("properties") instanceof ObjectNode properties)) {
      throw new NoTable("describes no row: a JSON Schema needs an object with 'properties'");
    }
    return table(schema, properties, place);
  }

  private ObjectNode table(ObjectNode schema, ObjectNode properties, String place) {
    ObjectNode table = SchemaConverter.object();
    FieldParts.copy(schema, table, "title", "description");
    Set<String> required = required(schema);
    table.put(
        "fieldsMatch",
        fieldsMatch(schema, place, required.containsAll(properties.propertyNames())));
    ArrayNode fields = table.putArray("fields");
    properties.forEachEntry((name, property) -> {
      String its = Lost.place(Lost.place(place, "properties"), name);
      ObjectNode resolved = references.resolved(property, its);
      fields.add(
          new JsonSchemaField(lost, references, its)
              .convert(name, resolved, required.contains(name)));
    });
    for (String name : required) {
      if (!properties.has(name)) {
        lost.add(place + "/required", "'" + name + "' is required and has no property");
      }
    }
    lost.others(place, schema, KNOWN);
    return table;
  }

  static Set<String> required(ObjectNode schema) {
    var required = new LinkedHashSet<String>();
    schema.path("required").forEach(name -> required.add(name.asString("")));
    return required;
  }

  /// Returns which columns a file may lack or have in addition, in any order.
  private String fieldsMatch(ObjectNode schema, String place, boolean needsAll) {
    JsonNode others = schema.path("additionalProperties");
    if (others instanceof ObjectNode) {
      lost.member(place, "additionalProperties", "other columns are taken as text");
    }
    boolean closed = others.isBoolean() && !others.asBoolean();
    if (closed) {
      return needsAll ? "equal" : "superset";
    }
    return needsAll ? "subset" : "partial";
  }
}
