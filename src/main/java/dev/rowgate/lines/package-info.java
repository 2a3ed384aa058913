/// Stage 4, lines: the [LineWriter][dev.rowgate.lines.LineWriter] writes each row, each rejected
/// record and the end of the run as one line of JSON, as `src/docs/wire-format.md` specifies; or
/// the [ReportWriter][dev.rowgate.lines.ReportWriter] makes one report of them. Plain records come
/// here without the stages between: see [FastPath][dev.rowgate.fast.FastPath].
@NullMarked
package dev.rowgate.lines;

import org.jspecify.annotations.NullMarked;
