package dev.rowgate.schema;

import dev.rowgate.schema.json.Diagnostics;
import dev.rowgate.schema.json.Json;
import dev.rowgate.schema.type.FieldType;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Index of a schema's fields by name, for the keys and rules that refer to them.
final class NamedFields {

  /// A field that can be referred to.
  ///
  /// @param place its index in the schema, from 0
  /// @param type null if the field itself is invalid, which is reported elsewhere
  record Named(String name, int place, @Nullable FieldType type) {}

  private final Diagnostics reading;
  private final Map<String, Named> fields = new LinkedHashMap<>();

  /// @param list the schema's `fields`, valid or not
  /// @param read the fields that were parsed
  NamedFields(Diagnostics reading, Json.Arr list, List<Field> read) {
    this.reading = reading;
    Map<String, FieldType> types = new HashMap<>();
    read.forEach(field -> types.putIfAbsent(field.name(), field.type()));
    for (int place = 0; place < list.items().size(); place++) {
      if (list.items().get(place) instanceof Json.Obj field
          && field.get("name") instanceof Json.Text name) {
        fields.putIfAbsent(name.text(), new Named(name.text(), place, types.get(name.text())));
      }
    }
  }

  /// Returns the field at an index that [#of] returned.
  @Nullable Named at(int place) {
    return fields.values().stream().filter(field -> field.place == place).findFirst().orElse(null);
  }

  /// Returns the field that a property names; null if there is none, which is reported.
  @Nullable Named in(Json.Obj in, String property) {
    Json json = in.get(property);
    if (json == null) {
      reading.missing(in, property);
      return null;
    }
    return of(json);
  }

  /// Returns the field of a name; null if there is none, which is reported.
  @Nullable Named of(Json json) {
    if (!(json instanceof Json.Text text)) {
      reading.wrongValue(json, "the name of a field");
      return null;
    }
    Named named = fields.get(text.text());
    if (named == null) {
      reading.unknownName(json, "field", text.text(), fields.keySet());
    }
    return named;
  }
}
