package dev.rowgate.schema.constraint;

import dev.rowgate.schema.type.FieldType;
import dev.rowgate.schema.value.Value;

/// Upper bound of a value: `maximum`, or `exclusiveMaximum`.
///
/// @param expected the bound as the schema writes it
/// @param exclusive whether the bound itself is refused
public record Maximum(String expected, FieldType type, Value greatest, boolean exclusive)
    implements Constraint {

  @Override
  public String name() {
    return exclusive ? "exclusiveMaximum" : "maximum";
  }

  @Override
  public boolean holds(Value value) {
    int order = type.compare(value, greatest);
    return (exclusive ? order < 0 : order <= 0) && type.areOrdered(value, greatest);
  }
}
