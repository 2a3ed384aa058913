/// JSON with positions, for schemas and for cells, and the problems found in it.
@NullMarked
package dev.rowgate.schema.json;

import org.jspecify.annotations.NullMarked;
