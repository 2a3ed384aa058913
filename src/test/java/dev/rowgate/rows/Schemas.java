package dev.rowgate.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.schema.Schema;
import dev.rowgate.schema.SchemaReader;
import dev.rowgate.schema.SchemaResult;

/// Schemas for tests, as JSON with `'` for `"`.
public final class Schemas {

  private Schemas() {}

  public static Schema schema(String json) {
    return switch (SchemaReader.read(json.replace('\'', '"').getBytes(UTF_8), 1 << 20)) {
      case SchemaResult.Parsed parsed -> parsed.schema();
      case SchemaResult.Invalid invalid ->
          throw new IllegalArgumentException(invalid.problems().toString());
    };
  }

  /// @param fields JSON objects, separated by commas
  public static Schema fields(String fieldsMatch, String fields) {
    return schema("{'fieldsMatch':'%s','fields':[%s]}".formatted(fieldsMatch, fields));
  }
}
