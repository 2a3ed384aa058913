package dev.rowgate.records;

import dev.rowgate.problem.RowProblem;

/// Receiver of input that isn't part of a returned record. The bytes are those in the window;
/// [OriginalBytes#of] converts them to the source's.
public interface SourceTap {

  /// Receives bytes that belong to no record: a byte order mark, blank lines, comments, and skipped
  /// lines and rows.
  void between(byte[] bytes, int from, int to);

  /// Receives the lines that are skipped at the end.
  void footer(byte[] bytes, int from, int to);

  /// Receives the next part of a malformed record that is too long to be kept. When the record is
  /// returned, [OriginalBytes#of] has the rest.
  ///
  /// @param line the physical line on which it starts, from 1
  void tooLong(long line, RowProblem.Broken fault, byte[] bytes, int from, int to);
}
