/// Stage 4 of a conversion: writes rows, rejected records and summaries as NDJSON, as
/// `src/docs/wire-format.md` specifies; reports; rejects files. An output format belongs here. Read
/// [LineWriter][dev.rowgate.lines.LineWriter] first.
@NullMarked
package dev.rowgate.lines;

import org.jspecify.annotations.NullMarked;
