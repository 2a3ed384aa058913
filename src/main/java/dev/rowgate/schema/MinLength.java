package dev.rowgate.schema;

/// The least number of characters allowed.
record MinLength(long length) implements Constraint {

  @Override
  public String name() {
    return "minLength";
  }

  @Override
  public String expected() {
    return Long.toString(length);
  }

  @Override
  public boolean holds(Value value) {
    return value.codePoints() >= length;
  }
}
