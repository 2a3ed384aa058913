package dev.rowgate.schema.type;

import dev.rowgate.schema.json.Diagnostics;
import dev.rowgate.schema.json.Json;
import dev.rowgate.schema.json.Names;
import dev.rowgate.schema.value.Value;
import java.util.Set;
import java.util.stream.Stream;

/// Type `string` in its default format: any text, written unchanged.
public record StringType() implements FieldType {

  static final Set<String> CONSTRAINTS =
      Names.of("required", "unique", "pattern", "enum", "minLength", "maxLength");

  private static final String[] FORMATS =
      Stream.of(StringFormat.values()).map(StringFormat::id).toArray(String[]::new);

  static FieldType of(Json.Obj field, Diagnostics reading) {
    String given = Format.of(field, reading, FORMATS);
    for (StringFormat format : StringFormat.values()) {
      if (format.id().equals(given)) {
        return new FormattedStringType(format);
      }
    }
    return new StringType();
  }

  @Override
  public String name() {
    return "string";
  }

  @Override
  public Set<String> constraints() {
    return CONSTRAINTS;
  }

  @Override
  public boolean read(byte[] bytes, int from, int to, Value into) {
    into.setText(bytes, from, to);
    return true;
  }
}
