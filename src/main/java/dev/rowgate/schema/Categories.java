package dev.rowgate.schema;

import dev.rowgate.problem.SchemaProblem;
import dev.rowgate.schema.constraint.OneOf;
import dev.rowgate.schema.json.Diagnostics;
import dev.rowgate.schema.json.Json;
import dev.rowgate.schema.json.Names;
import dev.rowgate.schema.type.FieldType;
import dev.rowgate.schema.value.Value;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A field's `categories`: the values that it may have, which may have labels and an order. Those
/// two are for who loads the data.
final class Categories {

  private static final String NAME = "categories";

  /// The types that the standard has them on.
  private static final Set<String> TYPES = Names.of("string", "integer");

  private Categories() {}

  /// The condition that a value is one of them; null if the field has none, or they are no good.
  ///
  /// @param type null if it isn't known
  static @Nullable OneOf of(
      Json.Obj field, @Nullable FieldType type, SchemaValues values, Diagnostics reading) {
    reading.flag(field, "categoriesOrdered");
    List<Json> items = LabelledList.of(field, NAME, "a value", reading);
    if (items == null || type == null) {
      return null;
    }
    Json list = field.at(NAME);
    if (!TYPES.contains(type.name())) {
      reading.note(
          list,
          pointer ->
              new SchemaProblem.ConstraintNotOnType(
                  pointer, NAME, type.name(), List.copyOf(type.constraints())));
      return null;
    }
    if (items.isEmpty()) {
      reading.wrongValue(list, "a list of one value or more");
      return null;
    }
    boolean whole = type.name().equals("integer");
    List<Json> good = items.stream().filter(item -> fits(item, whole, reading)).toList();
    OneOf categories = values.oneOf(NAME, good, type);
    refuseOthers(field, type, categories, values, reading);
    return categories;
  }

  /// Of the field's type as JSON has it: where a constraint may be a text that a cell could hold, a
  /// category may not.
  private static boolean fits(Json item, boolean whole, Diagnostics reading) {
    boolean fits = whole ? item instanceof Json.Num : item instanceof Json.Text;
    if (!fits) {
      reading.wrongValue(item, whole ? "an integer" : "a text");
    }
    return fits;
  }

  /// An `enum` beside them may only choose among them.
  private static void refuseOthers(
      Json.Obj field, FieldType type, OneOf categories, SchemaValues values, Diagnostics reading) {
    if (field.get("constraints") instanceof Json.Obj constraints
        && constraints.get("enum") instanceof Json.Arr list) {
      for (Json item : list.items()) {
        Value value = values.read(item, type);
        if (value != null && !categories.holds(value)) {
          reading.wrongValue(item, "one of the field's categories, " + categories.expected());
        }
      }
    }
  }
}
