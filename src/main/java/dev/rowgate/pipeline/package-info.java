/// One conversion: connects the four stages, without I/O and without waiting; the front ends drive
/// it. What concerns a run as a whole belongs here: its steps, its memory, its end. Read
/// [Conversion][dev.rowgate.pipeline.Conversion] first.
@NullMarked
package dev.rowgate.pipeline;

import org.jspecify.annotations.NullMarked;
