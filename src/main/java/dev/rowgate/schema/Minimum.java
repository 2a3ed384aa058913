package dev.rowgate.schema;

/// The least value allowed.
record Minimum(String expected, FieldType type, Value least) implements Constraint {

  @Override
  public String name() {
    return "minimum";
  }

  @Override
  public boolean holds(Value value) {
    // NaN is greater than all numbers in the order of the type, and yet fulfils no bound.
    return type.compare(value, least) >= 0 && !Numbers.isNaN(value);
  }
}
