package dev.rowgate.schema;

import java.util.Set;

/// Text, of which every character is kept.
record StringType() implements FieldType {

  private static final Set<String> CONSTRAINTS =
      Names.of("required", "unique", "pattern", "enum", "minLength", "maxLength");

  static FieldType of(Json.Obj field, Reading reading) {
    Format.onlyDefault(field, reading, "email", "uri", "binary", "uuid");
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

  @Override
  public int compare(Value one, Value other) {
    return one.compareBytes(other);
  }
}
