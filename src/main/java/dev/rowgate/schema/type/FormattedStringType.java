package dev.rowgate.schema.type;

import dev.rowgate.schema.value.Value;
import java.util.Set;

/// Type `string` with a format such as `email`; the text is written unchanged.
record FormattedStringType(StringFormat format) implements FieldType {

  @Override
  public String name() {
    return "string";
  }

  @Override
  public String expected() {
    return "string (" + format.id() + ")";
  }

  @Override
  public Set<String> constraints() {
    return StringType.CONSTRAINTS;
  }

  @Override
  public boolean read(byte[] bytes, int from, int to, Value into) {
    into.setText(bytes, from, to);
    return format.matches(bytes, from, to);
  }
}
