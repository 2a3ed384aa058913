package dev.rowgate.schema.type;

import dev.rowgate.schema.json.Names;
import dev.rowgate.schema.value.Value;
import java.util.Set;

/// Type `any`: no restriction; the cell is written as text, unchanged.
public record AnyType() implements FieldType {

  private static final Set<String> CONSTRAINTS = Names.of("required", "unique", "enum");

  @Override
  public String name() {
    return "any";
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
