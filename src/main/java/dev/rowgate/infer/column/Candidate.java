package dev.rowgate.infer.column;

import dev.rowgate.schema.json.Allowance;
import dev.rowgate.schema.json.Diagnostics;
import dev.rowgate.schema.json.Json;
import dev.rowgate.schema.json.Place;
import dev.rowgate.schema.type.FieldType;
import dev.rowgate.schema.type.Types;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Possible type of a column, both as schema properties and as the type that a schema with them
/// has. No JSON is written and parsed for it: a JSON parser takes longer to load than all types.
///
/// @param properties of the field, `type` first
/// @param number the form of its numbers; null if it isn't numeric
public record Candidate(
    SequencedMap<String, Object> properties, FieldType type, @Nullable NumberForm number) {

  /// Cache by properties. It is bounded for any input: formats come from [TemporalForms], number
  /// marks from [NumberForm].
  private static final Map<SequencedMap<String, Object>, Optional<Candidate>> KNOWN =
      new ConcurrentHashMap<>();

  /// Integers in JSON's syntax.
  static final Candidate INTEGER = of(new NumberForm(true, false, ".", "")).orElseThrow();

  /// Numbers in JSON's syntax, with `NaN` and `INF`.
  static final Candidate NUMBER = of(new NumberForm(false, false, ".", "")).orElseThrow();

  /// Types with a single form, in order of preference.
  static final List<Candidate> FIXED =
      Stream.of(
              properties("type", "boolean"),
              properties("type", "date"),
              properties("type", "datetime"),
              properties("type", "time"),
              properties("type", "yearmonth"),
              properties("type", "duration"),
              properties("type", "object"),
              properties("type", "array"),
              properties("type", "string", "format", "uuid"),
              properties("type", "string", "format", "email"))
          .map(each -> of(each, null).orElseThrow())
          .toList();

  static Candidate formatted(String type, String format) {
    return of(properties("type", type, "format", format), null).orElseThrow();
  }

  /// @param trueTexts the texts for true
  /// @param falseTexts the texts for false
  static Candidate bool(List<String> trueTexts, List<String> falseTexts) {
    SequencedMap<String, Object> properties = properties("type", "boolean");
    properties.put("trueValues", trueTexts);
    properties.put("falseValues", falseTexts);
    return of(properties, null).orElseThrow();
  }

  /// Returns the numeric type of that form; empty if no schema can express it.
  static Optional<Candidate> of(NumberForm form) {
    SequencedMap<String, Object> properties =
        properties("type", form.whole() ? "integer" : "number");
    if (!form.whole() && !form.point().equals(".")) {
      properties.put("decimalChar", form.point());
    }
    if (!form.group().isEmpty()) {
      properties.put("groupChar", form.group());
    }
    if (form.marked()) {
      properties.put("bareNumber", false);
    }
    return of(properties, form);
  }

  private static SequencedMap<String, Object> properties(String... namesAndValues) {
    SequencedMap<String, Object> properties = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return properties;
  }

  private static Optional<Candidate> of(
      SequencedMap<String, Object> properties, @Nullable NumberForm number) {
    return KNOWN.computeIfAbsent(
        properties,
        key -> Optional.ofNullable(type(key)).map(type -> new Candidate(key, type, number)));
  }

  /// Returns the type that a schema's field with these properties has; null if they are invalid.
  private static @Nullable FieldType type(Map<String, Object> properties) {
    var place = new Place(null, null, -1, 0);
    Map<String, Json> members = new LinkedHashMap<>();
    properties.forEach((name, value) -> members.put(name, json(value, place)));
    var diagnostics = new Diagnostics(Allowance.UNLIMITED);
    FieldType type = Types.of(new Json.Obj(place, members), diagnostics);
    return diagnostics.problems().isEmpty() ? type : null;
  }

  private static Json json(Object value, Place place) {
    return switch (value) {
      case Boolean flag -> new Json.Bool(place, flag);
      case List<?> list ->
          new Json.Arr(place, list.stream().map(each -> json(each, place)).toList());
      default -> new Json.Text(place, value.toString());
    };
  }

  /// The byte that every value starts with, ignoring spaces; 0 if there is no such byte.
  byte bracket() {
    return (byte)
        switch (typeName()) {
          case "object" -> '{';
          case "array" -> '[';
          default -> 0;
        };
  }

  public boolean isNumeric() {
    return number != null;
  }

  String format() {
    return properties.get("format") instanceof String format ? format : "";
  }

  public String typeName() {
    return String.valueOf(properties.get("type"));
  }

  /// Returns the type's text for messages.
  public String shown() {
    return format().isEmpty() ? typeName() : typeName() + " " + format();
  }
}
