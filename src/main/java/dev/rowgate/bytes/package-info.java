/// Stage 1, bytes: what was uploaded becomes plain, if it was compressed, and UTF-8, whatever
/// encoding it came in. A unit that is no character becomes a mark that UTF-8 never has, so that
/// the next stage rejects its record and the source's own bytes can still be told.
@NullMarked
package dev.rowgate.bytes;

import org.jspecify.annotations.NullMarked;
