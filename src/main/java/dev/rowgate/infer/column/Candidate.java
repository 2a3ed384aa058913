package dev.rowgate.infer.column;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.schema.Field;
import dev.rowgate.schema.SchemaReader;
import dev.rowgate.schema.SchemaResult;
import dev.rowgate.schema.type.FieldType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Possible type of a column, both as schema properties and as the type that the schema reader
/// creates from them.
///
/// @param properties of the field, `type` first
/// @param number the form of its numbers; null if it isn't numeric
public record Candidate(
    SequencedMap<String, Object> properties, FieldType type, @Nullable NumberForm number) {

  private static final int SCHEMA_LIMIT = 1 << 16;

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
      all(
          List.of(
              properties("type", "boolean"),
              properties("type", "date"),
              properties("type", "datetime"),
              properties("type", "time"),
              properties("type", "yearmonth"),
              properties("type", "duration"),
              properties("type", "object"),
              properties("type", "array"),
              properties("type", "string", "format", "uuid"),
              properties("type", "string", "format", "email")));

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
        key ->
            types(List.of(key)).stream().map(type -> new Candidate(key, type, number)).findAny());
  }

  private static List<Candidate> all(List<SequencedMap<String, Object>> properties) {
    List<FieldType> types = types(properties);
    return IntStream.range(0, properties.size())
        .mapToObj(i -> new Candidate(properties.get(i), types.get(i), null))
        .toList();
  }

  /// Parses fields with these properties; returns no types if one of them is invalid.
  private static List<FieldType> types(List<SequencedMap<String, Object>> properties) {
    List<Map<String, Object>> fields = new ArrayList<>();
    for (Map<String, Object> each : properties) {
      Map<String, Object> field = new LinkedHashMap<>(each);
      field.put("name", "x" + fields.size());
      fields.add(field);
    }
    String schema = JsonText.of(Map.of("fields", fields));
    return switch (SchemaReader.read(schema.getBytes(UTF_8), SCHEMA_LIMIT)) {
      case SchemaResult.Parsed parsed ->
          parsed.schema().fields().stream().map(Field::type).toList();
      case SchemaResult.Invalid _ -> List.of();
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
