package dev.rowgate.schema;

import dev.rowgate.schema.json.Diagnostics;
import dev.rowgate.schema.json.Json;
import dev.rowgate.schema.type.FieldType;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields that keys and rules may name.
final class NamedFields {

  /// A field's place, and what is known of it.
  ///
  /// @param type null where the field itself is wrong, which is told elsewhere
  record Named(String name, int place, @Nullable FieldType type) {}

  private final Diagnostics reading;
  private final Map<String, Named> fields = new LinkedHashMap<>();

  /// @param list the schema's fields as they are written
  /// @param read those of them that are good
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

  /// The field at a place that one was found at.
  @Nullable Named at(int place) {
    return fields.values().stream().filter(field -> field.place == place).findFirst().orElse(null);
  }

  /// The one that a property names; null if there is none, which is told.
  @Nullable Named in(Json.Obj in, String property) {
    Json json = in.get(property);
    if (json == null) {
      reading.missing(in, property);
      return null;
    }
    return of(json);
  }

  /// The same for a name as it is written.
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
