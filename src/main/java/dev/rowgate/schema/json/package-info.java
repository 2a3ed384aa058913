/// JSON parsing for schemas and cells: values with locations, and the problems found in them. A
/// limit on JSON input, or a helper that reports problems of a schema, belongs here. Read
/// [JsonReader][dev.rowgate.schema.json.JsonReader] first.
@NullMarked
package dev.rowgate.schema.json;

import org.jspecify.annotations.NullMarked;
