/// Table Schemas from other descriptions of tables: JSON Schema, and data contracts (ODCS). What a
/// Table Schema can't say is listed, never dropped in silence. Read
/// [SchemaConverter][dev.rowgate.convert.SchemaConverter] first.
@NullMarked
package dev.rowgate.convert;

import org.jspecify.annotations.NullMarked;
