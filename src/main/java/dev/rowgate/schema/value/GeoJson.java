package dev.rowgate.schema.value;

import dev.rowgate.schema.json.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Validator for GeoJSON objects (RFC 7946, sections 3 and 5).
public final class GeoJson {

  private static final int LEAST_OF_RING = 4;

  private GeoJson() {}

  public static boolean is(Json.Obj object) {
    return switch (type(object)) {
      case "Feature" -> isFeature(object);
      case "FeatureCollection" ->
          hasBox(object)
              && isArray(
                  object.get("features"),
                  0,
                  item ->
                      item instanceof Json.Obj feature
                          && type(feature).equals("Feature")
                          && isFeature(feature));
      default -> isGeometry(object);
    };
  }

  /// The object's `type`; empty if it is absent or no string.
  static String type(Json.Obj object) {
    return object.get("type") instanceof Json.Text(_, String text) ? text : "";
  }

  private static boolean isFeature(Json.Obj feature) {
    Json id = feature.get("id");
    Json geometry = feature.get("geometry");
    Json properties = feature.get("properties");
    return hasBox(feature)
        && (id == null || id instanceof Json.Text || id instanceof Json.Num)
        && (geometry instanceof Json.Null
            || (geometry instanceof Json.Obj object && isGeometry(object)))
        && (properties instanceof Json.Null || properties instanceof Json.Obj);
  }

  private static boolean isGeometry(Json.Obj geometry) {
    Json at = geometry.get("coordinates");
    return hasBox(geometry)
        && switch (type(geometry)) {
          case "Point" -> isPosition(at);
          case "MultiPoint" -> isArray(at, 0, GeoJson::isPosition);
          case "LineString" -> isLine(at);
          case "MultiLineString" -> isArray(at, 0, GeoJson::isLine);
          case "Polygon" -> isArray(at, 0, GeoJson::isRing);
          case "MultiPolygon" -> isArray(at, 0, polygon -> isArray(polygon, 0, GeoJson::isRing));
          case "GeometryCollection" ->
              isArray(
                  geometry.get("geometries"),
                  0,
                  item -> item instanceof Json.Obj object && isGeometry(object));
          default -> false;
        };
  }

  /// Whether `json` is an array of at least `least` items that all fulfil `good`.
  static boolean isArray(@Nullable Json json, int least, Predicate<Json> good) {
    return json instanceof Json.Arr(_, List<Json> items)
        && items.size() >= least
        && items.stream().allMatch(good);
  }

  /// Whether it is a position: longitude, latitude and optionally more numbers (section 3.1.1).
  static boolean isPosition(@Nullable Json json) {
    return isArray(json, 2, Json.Num.class::isInstance);
  }

  private static boolean isLine(@Nullable Json json) {
    return isArray(json, 2, GeoJson::isPosition);
  }

  /// Whether it is a linear ring: closed, with at least four positions (section 3.1.6).
  private static boolean isRing(Json json) {
    return isArray(json, LEAST_OF_RING, GeoJson::isPosition)
        && json instanceof Json.Arr(_, List<Json> positions)
        && areEqual((Json.Arr) positions.getFirst(), (Json.Arr) positions.getLast());
  }

  private static boolean areEqual(Json.Arr one, Json.Arr other) {
    if (one.items().size() != other.items().size()) {
      return false;
    }
    for (int i = 0; i < one.items().size(); i++) {
      if (number(one.items().get(i)).compareTo(number(other.items().get(i))) != 0) {
        return false;
      }
    }
    return true;
  }

  private static BigDecimal number(Json json) {
    return new BigDecimal(((Json.Num) json).text());
  }

  static boolean hasBox(Json.Obj object) {
    Json box = object.get("bbox");
    return box == null
        || (isArray(box, 4, Json.Num.class::isInstance)
            && ((Json.Arr) box).items().size() % 2 == 0);
  }
}
