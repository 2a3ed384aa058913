/// Table Schema: parses schema JSON into a [Schema][dev.rowgate.schema.Schema], or reports all
/// problems. A new property of a schema, field, key or rule belongs here; types, constraints and
/// patterns belong to the sub-packages. Read [SchemaReader][dev.rowgate.schema.SchemaReader] first.
@NullMarked
package dev.rowgate.schema;

import org.jspecify.annotations.NullMarked;
