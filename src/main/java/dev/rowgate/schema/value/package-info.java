/// The value of a cell, and forms of it: canonical, as JSON, as part of a key.
@NullMarked
package dev.rowgate.schema.value;

import org.jspecify.annotations.NullMarked;
