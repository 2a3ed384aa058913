package dev.rowgate.schema.value;

import dev.rowgate.schema.json.Json;
import org.jspecify.annotations.Nullable;

/// Validator for TopoJSON objects (TopoJSON 1.0 specification).
public final class TopoJson {

  private TopoJson() {}

  public static boolean is(Json.Obj object) {
    return GeoJson.type(object).equals("Topology") ? isTopology(object) : isGeometry(object);
  }

  private static boolean isTopology(Json.Obj topology) {
    return GeoJson.hasBox(topology)
        && topology.get("objects") instanceof Json.Obj objects
        && objects.members().values().stream().allMatch(TopoJson::isGeometry)
        && GeoJson.isArray(
            topology.get("arcs"), 0, arc -> GeoJson.isArray(arc, 2, GeoJson::isPosition))
        && isTransform(topology.get("transform"));
  }

  private static boolean isTransform(@Nullable Json transform) {
    return transform == null
        || (transform instanceof Json.Obj object
            && isPair(object.get("scale"))
            && isPair(object.get("translate")));
  }

  private static boolean isPair(@Nullable Json json) {
    return GeoJson.isPosition(json) && json instanceof Json.Arr pair && pair.items().size() == 2;
  }

  private static boolean isGeometry(Json json) {
    if (!(json instanceof Json.Obj geometry) || !GeoJson.hasBox(geometry)) {
      return false;
    }
    if (geometry.get("type") instanceof Json.Null) {
      return true;
    }
    Json at = geometry.get("coordinates");
    Json arcs = geometry.get("arcs");
    return switch (GeoJson.type(geometry)) {
      case "Point" -> GeoJson.isPosition(at);
      case "MultiPoint" -> GeoJson.isArray(at, 0, GeoJson::isPosition);
      case "LineString" -> areArcs(arcs);
      case "MultiLineString", "Polygon" -> GeoJson.isArray(arcs, 0, TopoJson::areArcs);
      case "MultiPolygon" ->
          GeoJson.isArray(arcs, 0, polygon -> GeoJson.isArray(polygon, 0, TopoJson::areArcs));
      case "GeometryCollection" ->
          GeoJson.isArray(geometry.get("geometries"), 0, TopoJson::isGeometry);
      default -> false;
    };
  }

  /// Whether it is an array of arc indices; a negative index is a reversed arc.
  private static boolean areArcs(@Nullable Json json) {
    return GeoJson.isArray(
        json, 0, item -> item instanceof Json.Num number && number.text().matches("-?[0-9]+"));
  }
}
