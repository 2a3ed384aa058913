/// The four stages together: a [Conversion][dev.rowgate.pipeline.Conversion] is fed bytes and
/// drained of lines, does no I/O and never waits. The only thing that the doors drive.
@NullMarked
package dev.rowgate.pipeline;

import org.jspecify.annotations.NullMarked;
