package dev.rowgate.schema.type;

import dev.rowgate.schema.json.Diagnostics;
import dev.rowgate.schema.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Registry of the field types by their names in the standard.
public final class Types {

  private static final Map<String, BiFunction<Json.Obj, Diagnostics, FieldType>> READ = read();

  private Types() {}

  private static Map<String, BiFunction<Json.Obj, Diagnostics, FieldType>> read() {
    var types = new LinkedHashMap<String, BiFunction<Json.Obj, Diagnostics, FieldType>>();
    types.put("string", StringType::of);
    types.put("number", number(new NumberType()));
    types.put("integer", number(new IntegerType()));
    types.put("boolean", BooleanType::of);
    types.put("object", plain(new JsonType(JsonType.OBJECT)));
    types.put("array", plain(new JsonType(JsonType.ARRAY)));
    types.put("list", ListType::of);
    types.put("datetime", temporal(new DatetimeType()));
    types.put("date", temporal(new DateType()));
    types.put("time", temporal(new TimeType()));
    types.put("year", plain(new YearType()));
    types.put("yearmonth", plain(new YearmonthType()));
    types.put("duration", plain(new DurationType()));
    types.put("geopoint", GeopointType::of);
    types.put("geojson", GeojsonType::of);
    types.put("any", plain(new AnyType()));
    return types;
  }

  /// A type without properties of its own.
  private static BiFunction<Json.Obj, Diagnostics, FieldType> plain(FieldType type) {
    return (field, reading) -> {
      Format.of(field, reading);
      return type;
    };
  }

  private static BiFunction<Json.Obj, Diagnostics, FieldType> number(FieldType plain) {
    return (field, reading) -> {
      Format.of(field, reading);
      return MarkedNumberType.of(plain, field, reading);
    };
  }

  private static BiFunction<Json.Obj, Diagnostics, FieldType> temporal(FieldType iso) {
    return (field, reading) -> Format.ofDates(field, reading, iso);
  }

  /// All type names, in the order of the standard.
  public static List<String> all() {
    return List.copyOf(READ.keySet());
  }

  /// Returns the type that a field declares, with its format and options; null if it is unknown or
  /// invalid, which is reported.
  public static @Nullable FieldType of(Json.Obj field, Diagnostics reading) {
    String name = field.has("type") ? reading.text(field, "type") : "any";
    if (name == null) {
      return null;
    }
    var type = READ.get(name);
    if (type != null) {
      return type.apply(field, reading);
    }
    reading.unknownName(field.at("type"), "type", name, OtherTypeNames.standard(name), all());
    return null;
  }
}
