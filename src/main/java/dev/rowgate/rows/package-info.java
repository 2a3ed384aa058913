/// Stage 3 of a conversion: binds the header to the schema once, then turns each record into a
/// typed row or reports all its problems. A check of a whole record, or of several records, belongs
/// here; a check of one value belongs to `schema`. Read [RowReader][dev.rowgate.rows.RowReader]
/// first, then [HeaderBinding][dev.rowgate.rows.HeaderBinding].
@NullMarked
package dev.rowgate.rows;

import org.jspecify.annotations.NullMarked;
