/// What a row must be: a [Schema][dev.rowgate.schema.Schema] of fields with types and constraints,
/// and the [SchemaReader][dev.rowgate.schema.SchemaReader] that makes one of Table Schema JSON, or
/// says all that is wrong with it. A [FieldType][dev.rowgate.schema.type.FieldType] reads a cell;
/// what JSON values, bounds and properties need beyond that is in the readers of the schema.
@NullMarked
package dev.rowgate.schema;

import org.jspecify.annotations.NullMarked;
