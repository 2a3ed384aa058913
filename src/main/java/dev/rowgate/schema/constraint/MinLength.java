package dev.rowgate.schema.constraint;

import dev.rowgate.schema.value.Value;

/// Lower limit on the length: characters of a text, items of an array, members of an object.
public record MinLength(long length) implements Constraint {

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
    return value.length() >= length;
  }
}
