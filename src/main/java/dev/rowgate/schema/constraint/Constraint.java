package dev.rowgate.schema.constraint;

import dev.rowgate.schema.value.Value;

/// A condition on a value that has its type: `minimum`, `pattern` and so on. Immutable and
/// thread-safe. `required` is no constraint here but a property of [Field], since it speaks of the
/// absence of a value.
public sealed interface Constraint
    permits Minimum, Maximum, MinLength, MaxLength, Pattern, OneOf, JsonSchema {

  /// The constraint's name in the standard: `minimum`, `enum`.
  String name();

  /// The constraint's own value as a person reads it: `0`, `red, green`.
  String expected();

  /// Whether the value, as its field's type has just read it, fulfils the condition.
  boolean holds(Value value);
}
