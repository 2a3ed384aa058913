/// Stage 3, rows: the header is bound to the schema once
/// ([HeaderBinding][dev.rowgate.rows.HeaderBinding]), then the
/// [RowReader][dev.rowgate.rows.RowReader] makes of each record a typed [Row][dev.rowgate.rows.Row]
/// or says all that is wrong with it.
@NullMarked
package dev.rowgate.rows;

import org.jspecify.annotations.NullMarked;
