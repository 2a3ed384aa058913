/// Constraints on a value, one class each, and the containment of the JSON Schema library.
@NullMarked
package dev.rowgate.schema.constraint;

import org.jspecify.annotations.NullMarked;
