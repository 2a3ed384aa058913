/// Field types, one class each: how a cell is read, compared and written.
@NullMarked
package dev.rowgate.schema.type;

import org.jspecify.annotations.NullMarked;
