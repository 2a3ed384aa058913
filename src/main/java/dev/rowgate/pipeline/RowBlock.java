package dev.rowgate.pipeline;

import dev.rowgate.lines.LineBuffer;

/// Valid rows of consecutive records that another thread has converted.
///
/// The content depends only on the bytes of the input from `from` on. So it is correct whenever a
/// conversion finds that a record starts at `from`, however the other thread chose that offset.
///
/// @param from start of the first record in the source, or of blank lines or comments before it
/// @param to end of the last record
/// @param records number of records, all of them valid
/// @param lines number of physical lines that end in them
/// @param blankLines number of blank lines between them
/// @param rows their lines in the output; empty if rows are only counted
public record RowBlock(
    long from, long to, long records, long lines, long blankLines, LineBuffer rows) {

  /// The same block with its lines in another buffer.
  public RowBlock withRows(LineBuffer moved) {
    return new RowBlock(from, to, records, lines, blankLines, moved);
  }
}
