package dev.rowgate.schema;

import dev.rowgate.schema.json.Diagnostics;
import dev.rowgate.schema.json.Json;
import dev.rowgate.schema.json.Names;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The objects of a descriptor, and the properties that belong in each of them. In another one they
/// have no effect, and the file would be read otherwise than its author meant.
enum Misplaced {
  PACKAGE("the resource"),
  RESOURCE("the resource, beside 'schema'"),
  SCHEMA("the 'schema' of the resource"),
  DIALECT("the 'dialect' of a resource");

  private static final Set<String> OF_RESOURCE = Names.of("dialect", "encoding", "layout");

  private static final Set<String> OF_SCHEMA =
      Names.of("fieldsMatch", "missingValues", "primaryKey", "uniqueKeys", "foreignKeys");

  private final String title;

  Misplaced(String title) {
    this.title = title;
  }

  private Set<String> own() {
    return switch (this) {
      case PACKAGE -> Set.of();
      case RESOURCE -> OF_RESOURCE;
      case SCHEMA -> OF_SCHEMA;
      case DIALECT -> DialectNames.READ;
    };
  }

  /// Warns of the properties in this object that belong in another one.
  ///
  /// @param others the objects whose properties aren't reported otherwise
  void warn(Json.Obj part, Diagnostics reading, Misplaced... others) {
    for (Map.Entry<String, Json> member : part.members().entrySet()) {
      String place = placeOf(member.getKey(), others);
      if (place != null) {
        reading.misplaced(member.getValue(), place);
      }
    }
  }

  /// Returns where a property belongs; null if it may be anything else.
  static @Nullable String placeOf(String name, Misplaced... parts) {
    for (Misplaced part : parts) {
      if (part.own().contains(name)) {
        return part.title;
      }
    }
    return null;
  }
}
