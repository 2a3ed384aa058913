package dev.rowgate.schema.type;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rowgate.schema.json.Diagnostics;
import dev.rowgate.schema.json.Json;
import dev.rowgate.schema.json.JsonReader;
import dev.rowgate.schema.json.Names;
import dev.rowgate.schema.value.JsonBuffer;
import dev.rowgate.schema.value.Value;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Type `geopoint`: a position on the globe, written as `[lon,lat]` in degrees, with its original
/// digits.
///
/// @param format the format of the cell
public record GeopointType(GeopointType.Form format) implements FieldType.OfJson {

  /// The formats that the standard defines.
  enum Form {
    /// `lon, lat`; the space may be left out.
    DEFAULT,
    /// `[lon, lat]`.
    ARRAY,
    /// `{"lon": …, "lat": …}`.
    OBJECT
  }

  private static final Set<String> CONSTRAINTS = Names.of("required", "unique", "enum");

  private static final NumberType NUMBER = new NumberType();
  private static final Value[] LONGITUDES = {number("-180"), number("180")};
  private static final Value[] LATITUDES = {number("-90"), number("90")};

  static FieldType of(Json.Obj field, Diagnostics reading) {
    return switch (Format.of(field, reading, "array", "object")) {
      case "array" -> new GeopointType(Form.ARRAY);
      case "object" -> new GeopointType(Form.OBJECT);
      default -> new GeopointType(Form.DEFAULT);
    };
  }

  private static Value number(String text) {
    var value = new Value();
    NUMBER.read(text.getBytes(US_ASCII), 0, text.length(), value);
    return value;
  }

  @Override
  public String name() {
    return "geopoint";
  }

  @Override
  public String expected() {
    return switch (format) {
      case DEFAULT -> "geopoint (lon, lat)";
      case ARRAY -> "geopoint ([lon, lat])";
      case OBJECT -> "geopoint ({\"lon\": …, \"lat\": …})";
    };
  }

  @Override
  public Set<String> constraints() {
    return CONSTRAINTS;
  }

  @Override
  public boolean read(byte[] bytes, int from, int to, Value into) {
    if (format == Form.DEFAULT) {
      return readPlain(bytes, from, to, into);
    }
    return switch (JsonReader.cell(bytes, from, to)) {
      case Json.Arr(_, var items) when format == Form.ARRAY && items.size() == 2 ->
          set(items.getFirst(), items.getLast(), into);
      case Json.Obj(_, var members) when format == Form.OBJECT && members.size() == 2 ->
          set(members.get("lon"), members.get("lat"), into);
      case null, default -> false;
    };
  }

  private static boolean readPlain(byte[] bytes, int from, int to, Value into) {
    int comma = from;
    while (comma < to && bytes[comma] != ',') {
      comma++;
    }
    int lat = comma + 1 < to && bytes[comma + 1] == ' ' ? comma + 2 : comma + 1;
    JsonBuffer json = into.json();
    json.clear();
    json.add('[');
    if (comma == to || !add(bytes, from, comma, LONGITUDES, into)) {
      return false;
    }
    json.add(',');
    return add(bytes, lat, to, LATITUDES, into) && end(into);
  }

  private static boolean set(@Nullable Json lon, @Nullable Json lat, Value into) {
    if (!(lon instanceof Json.Num(_, String east)) || !(lat instanceof Json.Num(_, String north))) {
      return false;
    }
    JsonBuffer json = into.json();
    json.clear();
    json.add('[');
    boolean good = add(east.getBytes(US_ASCII), 0, east.length(), LONGITUDES, into);
    json.add(',');
    return good && add(north.getBytes(US_ASCII), 0, north.length(), LATITUDES, into) && end(into);
  }

  /// Appends a number of degrees; false if it is no number or out of bounds.
  private static boolean add(byte[] bytes, int from, int to, Value[] bounds, Value into) {
    Value degrees = into.item();
    if (!NUMBER.read(bytes, from, to, degrees)
        || degrees.kind() != Value.Kind.NUMBER
        || NUMBER.compare(degrees, bounds[0]) < 0
        || NUMBER.compare(degrees, bounds[1]) > 0) {
      return false;
    }
    into.json().add(degrees);
    return true;
  }

  private static boolean end(Value into) {
    into.json().add(']');
    into.setJson(2);
    return true;
  }
}
