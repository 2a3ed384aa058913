package dev.rowgate.schema;

/// The greatest value allowed.
record Maximum(String expected, FieldType type, Value greatest) implements Constraint {

  @Override
  public String name() {
    return "maximum";
  }

  @Override
  public boolean holds(Value value) {
    return type.compare(value, greatest) <= 0;
  }
}
