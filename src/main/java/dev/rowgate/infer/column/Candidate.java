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

/// A type that a column may have: as it is written in a schema, and as the schema reads it.
///
/// @param properties of the field, `type` first
/// @param number how its numbers are written, or null if it has none
public record Candidate(
    SequencedMap<String, Object> properties, FieldType type, @Nullable NumberForm number) {

  private static final int SCHEMA_LIMIT = 1 << 16;

  /// By their properties. There are few of them, whatever the inputs: formats come out of
  /// [TemporalForms], the marks of numbers out of [NumberForm].
  private static final Map<SequencedMap<String, Object>, Optional<Candidate>> KNOWN =
      new ConcurrentHashMap<>();

  /// Whole numbers as JSON writes them.
  static final Candidate INTEGER = of(new NumberForm(true, false, ".", "")).orElseThrow();

  /// Numbers as JSON writes them, with `NaN` and `INF`.
  static final Candidate NUMBER = of(new NumberForm(false, false, ".", "")).orElseThrow();

  /// What has one form each, in the order in which one is preferred to the next.
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

  /// @param trueTexts what stands for true
  static Candidate bool(List<String> trueTexts, List<String> falseTexts) {
    SequencedMap<String, Object> properties = properties("type", "boolean");
    properties.put("trueValues", trueTexts);
    properties.put("falseValues", falseTexts);
    return of(properties, null).orElseThrow();
  }

  /// Empty where a schema doesn't have it.
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

  /// The types of fields with these properties; none if a schema doesn't have one of them.
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

  /// What its cells begin with, but for spaces, if that is one byte; else 0.
  byte bracket() {
    return (byte)
        switch (typeName()) {
          case "object" -> '{';
          case "array" -> '[';
          default -> 0;
        };
  }

  boolean isNumeric() {
    return number != null;
  }

  String format() {
    return properties.get("format") instanceof String format ? format : "";
  }

  public String typeName() {
    return String.valueOf(properties.get("type"));
  }

  /// The type in words, for warnings.
  public String shown() {
    return format().isEmpty() ? typeName() : typeName() + " " + format();
  }
}
