/// Field types of Table Schema, one class each: how a cell is read, compared and written. A new
/// type or a new format of a type belongs here, and its name in `Types`. Read
/// [FieldType][dev.rowgate.schema.type.FieldType] first.
@NullMarked
package dev.rowgate.schema.type;

import org.jspecify.annotations.NullMarked;
