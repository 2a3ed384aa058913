package dev.rowgate.infer;

import dev.rowgate.schema.SchemaReader;
import dev.rowgate.schema.SchemaResult;
import dev.rowgate.schema.type.FieldType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// A type that a column may have: as it is written in a schema, and as the schema reads it.
///
/// @param properties of the field, `type` first
/// @param evidence which of its cells shows that it is this type and not another that looks alike
record Candidate(Map<String, String> properties, FieldType type, Evidence evidence) {

  enum Evidence {
    /// Any cell that fits.
    ANY,
    /// A cell with digits: `NaN` and `INF` alone are words.
    DIGITS,
    /// A comma that can't part thousands.
    DECIMAL_COMMA,
    /// Commas that can only part thousands.
    GROUPING_COMMA,
    /// Points that can only part thousands, or a comma behind them.
    GROUPING_POINT
  }

  private static final int SCHEMA_LIMIT = 1 << 16;

  /// In the order in which one is preferred to the next where a column fits several.
  static final List<Candidate> ALL =
      all(
          of(Evidence.ANY, "type", "integer"),
          of(Evidence.DIGITS, "type", "number"),
          of(Evidence.ANY, "type", "boolean"),
          of(Evidence.ANY, "type", "date"),
          of(Evidence.ANY, "type", "datetime"),
          of(Evidence.ANY, "type", "time"),
          of(Evidence.DECIMAL_COMMA, "type", "number", "decimalChar", ","),
          of(Evidence.GROUPING_COMMA, "type", "number", "groupChar", ","),
          of(Evidence.GROUPING_POINT, "type", "number", "decimalChar", ",", "groupChar", "."),
          of(Evidence.ANY, "type", "date", "format", "%d.%m.%Y"),
          of(Evidence.ANY, "type", "date", "format", "%d/%m/%Y"),
          of(Evidence.ANY, "type", "date", "format", "%m/%d/%Y"),
          of(Evidence.ANY, "type", "date", "format", "%Y/%m/%d"),
          of(Evidence.ANY, "type", "datetime", "format", "%Y-%m-%d %H:%M:%S"),
          of(Evidence.ANY, "type", "datetime", "format", "%d.%m.%Y %H:%M:%S"),
          of(Evidence.ANY, "type", "string", "format", "uuid"),
          of(Evidence.ANY, "type", "string", "format", "email"));

  static final Map<String, String> TEXT = Map.of("type", "string");

  @SafeVarargs
  private static List<Candidate> all(Optional<Candidate>... candidates) {
    List<Candidate> all = new ArrayList<>();
    for (Optional<Candidate> candidate : candidates) {
      candidate.ifPresent(all::add);
    }
    return List.copyOf(all);
  }

  /// Empty where the schemas of this version don't have it.
  private static Optional<Candidate> of(Evidence evidence, String... namesAndValues) {
    Map<String, String> properties = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    var json = JsonMapper.shared().createObjectNode();
    var field = json.putArray("fields").addObject().put("name", "x");
    properties.forEach(field::put);
    byte[] schema = JsonMapper.shared().writeValueAsBytes(json);
    return switch (SchemaReader.read(schema, SCHEMA_LIMIT)) {
      case SchemaResult.Parsed parsed ->
          Optional.of(
              new Candidate(properties, parsed.schema().fields().getFirst().type(), evidence));
      case SchemaResult.Invalid _ -> Optional.empty();
    };
  }

  boolean isNumeric() {
    String name = properties.getOrDefault("type", "");
    return name.equals("integer") || name.equals("number");
  }

  boolean isFormatted(String format) {
    return format.equals(properties.get("format"));
  }
}
