package dev.rowgate.schema.constraint;

import dev.rowgate.schema.type.FieldType;
import dev.rowgate.schema.value.Value;

/// Lower bound of a value: `minimum`, or `exclusiveMinimum`.
///
/// @param expected the bound as the schema writes it
/// @param exclusive whether the bound itself is refused
public record Minimum(String expected, FieldType type, Value least, boolean exclusive)
    implements Constraint {

  @Override
  public String name() {
    return exclusive ? "exclusiveMinimum" : "minimum";
  }

  @Override
  public boolean holds(Value value) {
    int order = type.compare(value, least);
    return (exclusive ? order > 0 : order >= 0) && type.areOrdered(value, least);
  }
}
