/// Table Schemas from other descriptions of tables: JSON Schema, and data contracts (ODCS). What
/// has no equivalent in a Table Schema is reported, never dropped silently. Read
/// [SchemaConverter][dev.rowgate.convert.SchemaConverter] first.
@NullMarked
package dev.rowgate.convert;

import org.jspecify.annotations.NullMarked;
