package dev.rowgate.convert;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Conversion of one table of a data contract (Open Data Contract Standard, version 3) to a Table
/// Schema.
record ContractTable(Lost lost) {

  /// Members that identify the document and the table.
  private static final Set<String> KNOWN_OF_CONTRACT = Set.of("apiVersion", "kind", "schema");

  private static final Set<String> KNOWN_OF_TABLE =
      Set.of("name", "businessName", "description", "properties", "logicalType");

  ObjectNode convert(JsonNode contract, @Nullable String wanted) {
    String version = contract.path("apiVersion").asString("");
    if (!version.startsWith("v3")) {
      throw new NoTable(
          "is a data contract of version '"
              + version
              + "'; version 3 is read (apiVersion: v3.0.0)");
    }
    lost.others("", contract, KNOWN_OF_CONTRACT);
    int index = index(contract.path("schema"), wanted);
    return table((ObjectNode) contract.path("schema").get(index), "/schema/" + index);
  }

  private static int index(JsonNode tables, @Nullable String wanted) {
    List<String> names = new ArrayList<>();
    tables.forEach(table -> names.add(table.path("name").asString("")));
    if (names.isEmpty()) {
      throw new NoTable("has no 'schema' with a table");
    }
    if (wanted == null && names.size() > 1) {
      throw new NoTable("has several tables; choose one by --table: " + String.join(", ", names));
    }
    int index = wanted == null ? 0 : names.indexOf(wanted);
    if (index < 0) {
      throw new NoTable("has no table '" + wanted + "'; it has " + String.join(", ", names));
    }
    if (!(tables.get(index).path("properties") instanceof ArrayNode)) {
      throw new NoTable("has a table without 'properties'");
    }
    return index;
  }

  private ObjectNode table(ObjectNode contract, String place) {
    ObjectNode table = SchemaConverter.object();
    table.put("name", contract.path("name").asString(""));
    FieldParts.copy(contract, "businessName", table, "title");
    FieldParts.copy(contract, table, "description");
    // A contract doesn't define the order of the columns in a file.
    table.put("fieldsMatch", "equal");
    ArrayNode fields = table.putArray("fields");
    record Key(int position, String name) {}
    List<Key> keys = new ArrayList<>();
    ArrayNode properties = (ArrayNode) contract.get("properties");
    for (int i = 0; i < properties.size(); i++) {
      if (!(properties.get(i) instanceof ObjectNode property) || !property.has("name")) {
        throw new NoTable("has a property without a name: " + place + "/properties/" + i);
      }
      fields.add(new ContractField(lost, place + "/properties/" + i).convert(property));
      if (property.path("primaryKey").asBoolean(false)) {
        int position = property.path("primaryKeyPosition").asInt(-1);
        keys.add(new Key(position < 0 ? i : position, property.get("name").asString("")));
      }
    }
    if (!keys.isEmpty()) {
      ArrayNode primary = table.putArray("primaryKey");
      keys.stream()
          .sorted(Comparator.comparingInt(Key::position))
          .map(Key::name)
          .forEach(primary::add);
    }
    lost.others(place, contract, KNOWN_OF_TABLE);
    return table;
  }
}
