package dev.rowgate.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.schema.constraint.Constraint;
import dev.rowgate.schema.constraint.OneOf;
import dev.rowgate.schema.json.Diagnostics;
import dev.rowgate.schema.json.Json;
import dev.rowgate.schema.type.BooleanType;
import dev.rowgate.schema.type.FieldType;
import dev.rowgate.schema.type.ListType;
import dev.rowgate.schema.type.MarkedNumberType;
import dev.rowgate.schema.value.JsonBuffer;
import dev.rowgate.schema.value.Numbers;
import dev.rowgate.schema.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parser of values in a schema: bounds, enumerations, defaults. The field's own type reads them
/// like a cell, so that they compare with cells consistently.
record SchemaValues(Diagnostics reading) {

  /// Returns the value of a bound; null if it is invalid. NaN has no order, so it is no bound.
  @Nullable Value bound(Json json, FieldType type) {
    Value value = value(json, type);
    if (value != null && Numbers.isNaN(value)) {
      reading.wrongValue(json, "a number; none is more or less than NaN");
      return null;
    }
    return value;
  }

  /// Returns the default for missing values; null if it isn't of the type. Reports each constraint
  /// of the field that it violates.
  @Nullable Value standIn(Json json, FieldType type, List<Constraint> constraints) {
    Value value = value(json, type);
    if (value != null) {
      constraints.stream()
          .filter(constraint -> !constraint.holds(value))
          .forEach(constraint ->
              reading.wrongValue(
                  json,
                  "a value that keeps the constraint "
                      + constraint.name()
                      + " "
                      + constraint.expected()));
    }
    return value;
  }

  /// Returns the value as the type reads it; null if it isn't of the type, which is reported.
  @Nullable Value value(Json json, FieldType type) {
    Value value = read(json, type);
    if (value == null) {
      reading.wrongValue(json, "a value of the field's type, " + type.expected());
    }
    return value;
  }

  /// Returns the value as the type reads it; null if it isn't of the type. Reports nothing.
  @Nullable Value read(Json json, FieldType type) {
    var value = new Value();
    if (json instanceof Json.Bool flag && type instanceof BooleanType) {
      // A JSON boolean is independent of the field's `trueValues` and `falseValues`.
      value.setBoolean(flag.value());
      return value;
    }
    byte[] bytes = cell(json, type);
    return bytes != null && reader(json, type).read(bytes, 0, bytes.length, value) ? value : null;
  }

  /// Returns the value as the text of a cell; null if no cell can hold it.
  private static byte @Nullable [] cell(Json json, FieldType type) {
    String text = json.scalar();
    if (text != null) {
      return text.getBytes(UTF_8);
    }
    if (type instanceof ListType list && json instanceof Json.Arr items) {
      return list.cell(items);
    }
    if (!type.parsesJson()) {
      return null;
    }
    var written = new JsonBuffer().add(json);
    return Arrays.copyOf(written.bytes(), written.length());
  }

  /// Returns the type that reads the JSON value: a JSON number has no grouping or unit marks, so a
  /// plain type reads it.
  private static FieldType reader(Json json, FieldType type) {
    return json instanceof Json.Num && type instanceof MarkedNumberType marked
        ? marked.plain()
        : type;
  }

  /// Returns the constraint of an enumeration; null if it isn't a list of at least one value.
  ///
  /// @param name the constraint's name
  @Nullable OneOf oneOf(String name, Json json, FieldType type) {
    if (!(json instanceof Json.Arr list) || list.items().isEmpty()) {
      reading.wrongValue(json, "a list of one value or more");
      return null;
    }
    return oneOf(name, list.items(), type);
  }

  OneOf oneOf(String name, List<Json> items, FieldType type) {
    List<String> texts = new ArrayList<>();
    List<Value> values = new ArrayList<>();
    for (Json item : items) {
      Value value = value(item, type);
      if (value != null) {
        texts.add(item.excerpt().text());
        values.add(value);
      }
    }
    return new OneOf(name, type, texts, values);
  }
}
