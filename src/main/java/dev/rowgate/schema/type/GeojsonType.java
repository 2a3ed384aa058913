package dev.rowgate.schema.type;

import dev.rowgate.schema.json.Diagnostics;
import dev.rowgate.schema.json.Json;
import dev.rowgate.schema.json.JsonReader;
import dev.rowgate.schema.json.Names;
import dev.rowgate.schema.value.GeoJson;
import dev.rowgate.schema.value.TopoJson;
import dev.rowgate.schema.value.Value;
import java.util.Set;

/// Type `geojson`: a GeoJSON or TopoJSON object, written without white space.
///
/// @param topology whether it is TopoJSON
public record GeojsonType(boolean topology) implements FieldType.OfJson {

  private static final Set<String> CONSTRAINTS =
      Names.of("required", "unique", "enum", "minLength", "maxLength");

  static FieldType of(Json.Obj field, Diagnostics reading) {
    return new GeojsonType(Format.of(field, reading, "topojson").equals("topojson"));
  }

  @Override
  public String name() {
    return "geojson";
  }

  @Override
  public String expected() {
    return topology ? "geojson (TopoJSON)" : "geojson";
  }

  @Override
  public Set<String> constraints() {
    return CONSTRAINTS;
  }

  @Override
  public boolean read(byte[] bytes, int from, int to, Value into) {
    return JsonReader.cell(bytes, from, to) instanceof Json.Obj object
        && (topology ? TopoJson.is(object) : GeoJson.is(object))
        && JsonType.set(object, into);
  }
}
