/// What a row must be: a [Schema][dev.rowgate.schema.Schema] of fields with types and constraints,
/// and the [SchemaReader][dev.rowgate.schema.SchemaReader] that makes one of Table Schema JSON, or
/// says all that is wrong with it. Each type is one file that knows how to read a cell.
@NullMarked
package dev.rowgate.schema;

import org.jspecify.annotations.NullMarked;
