package dev.rowgate.schema.constraint;

import dev.rowgate.schema.value.Value;

/// A condition on one value of a field's type: `minimum`, `pattern` and so on. `required` isn't one
/// but a property of [Field], because it concerns the absence of a value. Immutable and
/// thread-safe.
public sealed interface Constraint
    permits Minimum, Maximum, MinLength, MaxLength, Pattern, OneOf, JsonSchema {

  /// The constraint's name in the standard: `minimum`, `enum`.
  String name();

  /// The constraint's own value for messages: `0`, `red, green`.
  String expected();

  /// Whether the value, which the field's type has just read, meets the condition.
  boolean holds(Value value);
}
