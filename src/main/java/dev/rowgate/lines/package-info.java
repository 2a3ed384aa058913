/// Stage 4, lines: each row, each rejected record and the end of the run become one line of JSON,
/// by the [LineWriter][dev.rowgate.lines.LineWriter], whose doc comment is the wire specification;
/// or the [ReportWriter][dev.rowgate.lines.ReportWriter] makes one report of them. Plain records
/// come here without the stages between: see [PlainRows][dev.rowgate.lines.PlainRows].
@NullMarked
package dev.rowgate.lines;

import org.jspecify.annotations.NullMarked;
