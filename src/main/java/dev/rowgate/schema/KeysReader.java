package dev.rowgate.schema;

import dev.rowgate.schema.json.Diagnostics;
import dev.rowgate.schema.json.Json;
import dev.rowgate.schema.json.Names;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Parser of `primaryKey`, `uniqueKeys`, `foreignKeys` (Table Schema v1 and v2) and of the
/// constraint `unique` into [Keys]. A resource name is only an identifier: no path and no URL is
/// built from it.
final class KeysReader {

  private static final String PRIMARY_KEY = "primaryKey";
  private static final String UNIQUE_KEYS = "uniqueKeys";
  private static final String FOREIGN_KEYS = "foreignKeys";
  private static final String FIELDS = "fields";
  private static final String REFERENCE = "reference";
  private static final String RESOURCE = "resource";

  /// Limit on the names in all keys together: each named field is read once more for every record.
  private static final int MAX_NAMES = 1_000;

  private final Diagnostics reading;
  private final NamedFields fields;
  private int names;

  KeysReader(Diagnostics reading, NamedFields fields) {
    this.reading = reading;
    this.fields = fields;
  }

  /// Parses all keys of a schema.
  ///
  /// @param list the schema's `fields`; problems inside it are reported by [FieldReader]
  Keys read(Json.Obj schema, Json.Arr list) {
    List<Keys.Unique> unique = new ArrayList<>();
    for (int place = 0; place < list.items().size(); place++) {
      if (list.items().get(place) instanceof Json.Obj field && isUnique(field)) {
        unique.add(new Keys.Unique(Keys.Kind.UNIQUE, List.of(place)));
      }
    }
    Json primary = schema.get(PRIMARY_KEY);
    if (primary != null && !isNone(primary)) {
      unique.add(new Keys.Unique(Keys.Kind.PRIMARY, fieldsOf(primary)));
    }
    for (Json key : items(schema, UNIQUE_KEYS)) {
      unique.add(new Keys.Unique(Keys.Kind.UNIQUE, fieldsOf(key)));
    }
    List<Keys.Foreign> foreign = new ArrayList<>();
    for (Json key : items(schema, FOREIGN_KEYS)) {
      Keys.Foreign one = foreign(key);
      if (one != null) {
        foreign.add(one);
      }
    }
    return new Keys(unique, foreign);
  }

  /// [ConstraintReader] reports a `unique` that isn't a boolean.
  private static boolean isUnique(Json.Obj field) {
    return field.get("constraints") instanceof Json.Obj constraints
        && constraints.get("unique") instanceof Json.Bool flag
        && flag.value();
  }

  /// Whether the key is empty: `""` and `[]` mean that there is no key.
  private static boolean isNone(Json key) {
    return (key instanceof Json.Text text && text.text().isEmpty())
        || (key instanceof Json.Arr list && list.items().isEmpty());
  }

  private List<Json> items(Json.Obj schema, String property) {
    return switch (schema.get(property)) {
      case null -> List.of();
      case Json.Arr list -> list.items();
      case Json other -> {
        reading.wrongValue(other, "a list of keys");
        yield List.of();
      }
    };
  }

  private Keys.@Nullable Foreign foreign(Json json) {
    if (!(json instanceof Json.Obj key)) {
      reading.wrongValue(json, "an object with fields and reference");
      return null;
    }
    reading.refuseMisspelt(key, Names.of(FIELDS, REFERENCE), Set.of());
    Json here = key.get(FIELDS);
    if (here == null) {
      reading.missing(key, FIELDS);
    }
    if (!key.has(REFERENCE)) {
      reading.missing(key, REFERENCE);
    }
    List<Integer> places = here == null ? List.of() : fieldsOf(here);
    Json.Obj reference = reading.object(key, REFERENCE);
    return reference == null ? null : foreign(places, reference);
  }

  private Keys.@Nullable Foreign foreign(List<Integer> places, Json.Obj reference) {
    reading.refuseMisspelt(reference, Names.of(FIELDS, RESOURCE), Set.of());
    String given = reading.text(reference, RESOURCE);
    String resource = given == null ? Keys.SELF : given;
    Json there = reference.get(FIELDS);
    if (there == null) {
      reading.missing(reference, FIELDS);
      return null;
    }
    boolean self = resource.equals(Keys.SELF);
    List<String> referenced = new ArrayList<>();
    for (Json.Text name : namesOf(there)) {
      if (!self || fields.of(name) != null) {
        referenced.add(name.text());
      }
    }
    if (count(there) != places.size() && !places.isEmpty()) {
      reading.wrongValue(there, "as many names as the key has fields, " + places.size());
    }
    return new Keys.Foreign(places, resource, referenced);
  }

  private static int count(Json names) {
    return names instanceof Json.Arr list ? list.items().size() : 1;
  }

  /// Returns the indices of the fields that a key names.
  private List<Integer> fieldsOf(Json key) {
    List<Integer> places = new ArrayList<>();
    for (Json.Text name : namesOf(key)) {
      NamedFields.Named field = fields.of(name);
      if (field != null) {
        places.add(field.place());
      }
    }
    return places;
  }

  /// Returns the names in a key: a list, or a single string as in v1.
  private List<Json.Text> namesOf(Json key) {
    List<Json> items = key instanceof Json.Arr list ? list.items() : List.of(key);
    if (items.isEmpty()) {
      reading.wrongValue(key, "the name of one field or more");
    }
    List<Json.Text> texts = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (Json item : items) {
      if (++names == MAX_NAMES + 1) {
        reading.wrongValue(item, "at most " + MAX_NAMES + " names in all keys together");
      } else if (names > MAX_NAMES) {
        return texts;
      } else if (!(item instanceof Json.Text text) || text.text().isEmpty()) {
        reading.wrongValue(item, "the name of a field");
      } else if (!known.add(text.text())) {
        reading.wrongValue(item, "a name that isn't in this key already");
      } else {
        texts.add(text);
      }
    }
    return texts;
  }
}
