/// Constraints on one value, one class each, and the adapter that contains the JSON Schema library.
/// A new constraint of the standard belongs here. Read
/// [Constraint][dev.rowgate.schema.constraint.Constraint] first.
@NullMarked
package dev.rowgate.schema.constraint;

import org.jspecify.annotations.NullMarked;
