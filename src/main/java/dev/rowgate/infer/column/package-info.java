/// Inference of the type and format of one column from its cells. A new candidate type, number
/// format or date format belongs here. Read [ColumnGuess][dev.rowgate.infer.column.ColumnGuess]
/// first.
@NullMarked
package dev.rowgate.infer.column;

import org.jspecify.annotations.NullMarked;
