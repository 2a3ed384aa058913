package dev.rowgate.lines;

/// Writer of rows for another thread than the one that writes the results.
///
/// @param writer writes rows only
/// @param lines the buffer that holds what was written
public record RowLines(ResultWriter writer, LineBuffer lines) {}
