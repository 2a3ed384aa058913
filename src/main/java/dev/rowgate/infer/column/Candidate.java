package dev.rowgate.infer.column;

import dev.rowgate.schema.SchemaReader;
import dev.rowgate.schema.SchemaResult;
import dev.rowgate.schema.type.FieldType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

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
      List.of(
          plain("boolean"),
          plain("date"),
          plain("datetime"),
          plain("time"),
          plain("yearmonth"),
          plain("duration"),
          plain("object"),
          plain("array"),
          formatted("string", "uuid"),
          formatted("string", "email"));

  static Candidate plain(String type) {
    return of(properties("type", type), null).orElseThrow();
  }

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
    return KNOWN.computeIfAbsent(properties, key -> read(key, number));
  }

  private static Optional<Candidate> read(
      SequencedMap<String, Object> properties, @Nullable NumberForm number) {
    var json = JsonMapper.shared().createObjectNode();
    write(properties, json.putArray("fields").addObject().put("name", "x"));
    byte[] schema = JsonMapper.shared().writeValueAsBytes(json);
    return switch (SchemaReader.read(schema, SCHEMA_LIMIT)) {
      case SchemaResult.Parsed parsed ->
          Optional.of(
              new Candidate(properties, parsed.schema().fields().getFirst().type(), number));
      case SchemaResult.Invalid _ -> Optional.empty();
    };
  }

  /// Writes properties of a field.
  public static void write(Map<String, Object> properties, ObjectNode to) {
    properties.forEach((name, value) -> to.putPOJO(name, value));
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
