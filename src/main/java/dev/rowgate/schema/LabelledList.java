package dev.rowgate.schema;

import dev.rowgate.schema.json.Diagnostics;
import dev.rowgate.schema.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parser of a list whose items are plain values, or objects with a `value` and an optional `label`
/// (`missingValues`, `categories`). The two kinds can't be mixed in one list; duplicates are
/// allowed, as in the standard's own JSON Schema.
final class LabelledList {

  private static final String VALUE = "value";
  private static final String LABEL = "label";

  private LabelledList() {}

  /// Returns the values; null if the property is absent or isn't a list.
  ///
  /// @param what describes one value in messages, such as `a text`
  static @Nullable List<Json> of(Json.Obj in, String property, String what, Diagnostics reading) {
    return switch (in.get(property)) {
      case null -> null;
      case Json.Arr list -> values(list.items(), what, reading);
      case Json other -> {
        reading.wrongValue(other, "a list");
        yield null;
      }
    };
  }

  private static List<Json> values(List<Json> items, String what, Diagnostics reading) {
    List<Json> values = new ArrayList<>();
    boolean labelled = !items.isEmpty() && items.getFirst() instanceof Json.Obj;
    for (Json item : items) {
      if (labelled != item instanceof Json.Obj) {
        reading.wrongValue(
            item, labelled ? "an object, as the others are" : what + ", as the others are");
      } else if (item instanceof Json.Obj object) {
        addValue(object, values, reading);
      } else {
        values.add(item);
      }
    }
    return values;
  }

  private static void addValue(Json.Obj item, List<Json> values, Diagnostics reading) {
    Json value = item.get(VALUE);
    if (value == null) {
      reading.missing(item, VALUE);
    } else {
      values.add(value);
    }
    reading.text(item, LABEL);
  }
}
