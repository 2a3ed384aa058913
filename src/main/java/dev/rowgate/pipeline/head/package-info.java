/// The first bytes of an input: whether they are CSV at all, and what they determine about the
/// dialect. A format to recognise, or a mark that says how the input is written, belongs here. Read
/// [HeadDialect][dev.rowgate.pipeline.head.HeadDialect] first.
@NullMarked
package dev.rowgate.pipeline.head;

import org.jspecify.annotations.NullMarked;
