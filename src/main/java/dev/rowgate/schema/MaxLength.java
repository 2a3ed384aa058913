package dev.rowgate.schema;

/// The greatest number of characters allowed.
record MaxLength(long length) implements Constraint {

  @Override
  public String name() {
    return "maxLength";
  }

  @Override
  public String expected() {
    return Long.toString(length);
  }

  @Override
  public boolean holds(Value value) {
    return value.codePoints() <= length;
  }
}
