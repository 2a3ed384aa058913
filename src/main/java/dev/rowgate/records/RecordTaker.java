package dev.rowgate.records;

/// Taker of many valid records at once. The records that it leaves are read one at a time by
/// [RecordReader#next()].
public interface RecordTaker {

  /// Called before each [#take] with the position of the first record.
  ///
  /// @param record its number, from 1
  /// @param line on which it starts, from 1
  /// @param byteOffset in the source, from 0
  default void startAt(long record, long line, long byteOffset) {}

  /// Takes records from the start of `bytes[from, to)`, where a record starts.
  ///
  /// @return the index after the last record taken, including its line end; `from` if none was
  int take(byte[] bytes, int from, int to);

  /// Number of records that the last call took.
  int taken();

  /// Number of physical lines that ended in them.
  int lines();

  /// Releases unused memory, if there is a buffer.
  default void trim() {}
}
