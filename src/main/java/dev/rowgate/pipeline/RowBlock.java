package dev.rowgate.pipeline;

import dev.rowgate.lines.LineBuffer;

/// Valid rows of consecutive records that another thread has converted.
///
/// All that is in it depends only on the bytes of the input from `from` on. So it holds wherever a
/// conversion finds that a record starts at `from`, however the other thread came to begin there.
///
/// @param from where the first record starts in the source, or blank lines or comments before it
/// @param to where the last record ends
/// @param records how many there are, all of them valid
/// @param lines how many physical lines end in them
/// @param blankLines how many blank lines are between them
/// @param rows their lines in the output; empty if rows are only counted
public record RowBlock(
    long from, long to, long records, long lines, long blankLines, LineBuffer rows) {

  /// The same block with its lines in another buffer.
  public RowBlock withRows(LineBuffer moved) {
    return new RowBlock(from, to, records, lines, blankLines, moved);
  }
}
