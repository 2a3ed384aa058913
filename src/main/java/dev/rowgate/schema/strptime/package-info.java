/// Date and time patterns with `%` directives, as in strptime(3). A new directive belongs here.
/// Read [Strptime][dev.rowgate.schema.strptime.Strptime] first.
@NullMarked
package dev.rowgate.schema.strptime;

import org.jspecify.annotations.NullMarked;
