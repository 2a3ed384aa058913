package dev.rowgate.lines;

import dev.rowgate.options.Part;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.rows.Column;
import dev.rowgate.rows.Tally;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Result of a run that has ended, as its `_summary` reports it.
///
/// @param summary counts of records
/// @param tally problems of records
/// @param columns of the input; empty if the run ended before its header
/// @param fault why the run stopped, or null if it is complete
/// @param part of the input that was converted; null for all of it
public record RunEnd(
    Summary summary,
    Tally tally,
    List<Column> columns,
    List<InputProblem> warnings,
    @Nullable Fault fault,
    @Nullable Part part) {}
