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

/// Reader of a field's `categories` (Table Schema v2): the list of allowed values, with optional
/// labels and an order. Rowgate checks only the values; labels and `categoriesOrdered` are
/// information for consumers of the data.
final class Categories {

  private static final String NAME = "categories";

  /// The types on which the standard allows `categories`.
  private static final Set<String> TYPES = Names.of("string", "integer");

  private Categories() {}

  /// Returns the constraint that a value is one of the categories; null if the field has none, or
  /// if they are invalid, which is reported.
  ///
  /// @param type the field's type; null if it is invalid
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

  /// Whether the item has the JSON type of the field: a category must be a JSON number for
  /// `integer` and a JSON string for `string`. Bounds, in contrast, may also be written as the text
  /// of a cell.
  private static boolean fits(Json item, boolean whole, Diagnostics reading) {
    boolean fits = whole ? item instanceof Json.Num : item instanceof Json.Text;
    if (!fits) {
      reading.wrongValue(item, whole ? "an integer" : "a text");
    }
    return fits;
  }

  /// Reports each `enum` value that isn't a category: a field with both may only narrow its
  /// categories.
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
