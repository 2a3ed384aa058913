package dev.rowgate.records;

import dev.rowgate.problem.RowProblem;

/// Takes what the source holds beside the records that are handed out whole. Bytes come as they
/// stand in the window; [RecordReader#original(byte[], int, int)] makes the source's of them.
public interface SourceTap {

  /// Takes bytes that belong to no record: a byte order mark, blank lines, comments, and lines and
  /// rows that are left out.
  void between(byte[] bytes, int from, int to);

  /// Takes the lines that are left out at the end.
  void footer(byte[] bytes, int from, int to);

  /// Takes the next part of a record that is broken and too long to be kept. When it is handed out,
  /// [RecordReader#original(byte[], int, int)] has the rest.
  ///
  /// @param line the physical line on which it starts, from 1
  void tooLong(long line, RowProblem.Broken fault, byte[] bytes, int from, int to);
}
