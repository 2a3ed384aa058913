/// Patterns of dates and times with `%` directives.
@NullMarked
package dev.rowgate.schema.strptime;

import org.jspecify.annotations.NullMarked;
