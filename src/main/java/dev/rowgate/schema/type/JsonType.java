package dev.rowgate.schema.type;

import dev.rowgate.schema.json.Json;
import dev.rowgate.schema.json.JsonReader;
import dev.rowgate.schema.json.Names;
import dev.rowgate.schema.value.JsonBuffer;
import dev.rowgate.schema.value.Value;
import java.util.Set;

/// Types `object` and `array`: a cell that holds JSON, written without white space, with its
/// original digits and member order. A duplicate name makes it invalid.
///
/// @param name `object` or `array`
public record JsonType(String name) implements FieldType.OfJson {

  private static final Set<String> CONSTRAINTS =
      Names.of("required", "unique", "enum", "minLength", "maxLength", "jsonSchema");

  static final String OBJECT = "object";
  static final String ARRAY = "array";

  @Override
  public String expected() {
    return "JSON " + name;
  }

  @Override
  public Set<String> constraints() {
    return CONSTRAINTS;
  }

  @Override
  public boolean read(byte[] bytes, int from, int to, Value into) {
    Json json = JsonReader.cell(bytes, from, to);
    boolean good = name.equals(OBJECT) ? json instanceof Json.Obj : json instanceof Json.Arr;
    return json != null && good && set(json, into);
  }

  /// Stores an object or array as the value.
  static boolean set(Json json, Value into) {
    JsonBuffer text = into.json();
    text.clear();
    text.add(json);
    into.setJson(
        switch (json) {
          case Json.Obj object -> object.members().size();
          case Json.Arr array -> array.items().size();
          case Json.Text _, Json.Num _, Json.Bool _, Json.Null _ -> 0;
        });
    return true;
  }
}
