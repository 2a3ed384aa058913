package dev.rowgate.schema.type;

import dev.rowgate.schema.json.Diagnostics;
import dev.rowgate.schema.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Registry of the field types by their names in the standard.
public final class Types {

  private static final Map<String, BiFunction<Json.Obj, Diagnostics, FieldType>> READ = read();

  private Types() {}

  private static Map<String, BiFunction<Json.Obj, Diagnostics, FieldType>> read() {
    var types = new LinkedHashMap<String, BiFunction<Json.Obj, Diagnostics, FieldType>>();
    types.put("string", StringType::of);
    types.put("number", NumberType::of);
    types.put("integer", IntegerType::of);
    types.put("boolean", BooleanType::of);
    types.put("object", JsonType::object);
    types.put("array", JsonType::array);
    types.put("list", ListType::of);
    types.put("datetime", DatetimeType::of);
    types.put("date", DateType::of);
    types.put("time", TimeType::of);
    types.put("year", YearType::of);
    types.put("yearmonth", YearmonthType::of);
    types.put("duration", DurationType::of);
    types.put("geopoint", GeopointType::of);
    types.put("geojson", GeojsonType::of);
    types.put("any", AnyType::of);
    return types;
  }

  /// All type names, in the order of the standard.
  public static List<String> all() {
    return List.copyOf(READ.keySet());
  }

  /// All type names that can be read.
  public static Set<String> names() {
    return READ.keySet();
  }

  /// Returns the type that a field declares, with its format and options; null if it is unknown or
  /// invalid, which is reported.
  public static @Nullable FieldType of(Json.Obj field, Diagnostics reading) {
    if (!field.has("type")) {
      return AnyType.of(field, reading);
    }
    String name = reading.text(field, "type");
    if (name == null) {
      return null;
    }
    var type = READ.get(name);
    if (type != null) {
      return type.apply(field, reading);
    }
    reading.unknownName(field.at("type"), "type", name, all());
    return null;
  }
}
