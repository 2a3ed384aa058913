package dev.rowgate.schema.constraint;

import dev.rowgate.schema.value.Value;

/// Upper limit on the length: characters of a text, items of an array, members of an object.
public record MaxLength(long length) implements Constraint {

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
    return value.length() <= length;
  }
}
