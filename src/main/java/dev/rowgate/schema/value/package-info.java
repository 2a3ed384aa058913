/// Values of cells and their forms: output, canonical (for comparison and keys), JSON and GeoJSON.
/// A new representation of a value belongs here; reading a cell as a type belongs to `schema.type`.
/// Read [Value][dev.rowgate.schema.value.Value] first.
@NullMarked
package dev.rowgate.schema.value;

import org.jspecify.annotations.NullMarked;
