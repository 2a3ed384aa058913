package dev.rowgate.records;

/// Takes records that need no second look, many at once: what stands between two delimiters is
/// their cells. The others, one at a time, are left to [RecordReader#next()].
public interface RecordTaker {

  /// Told before each call of [#take]: where the first record is.
  ///
  /// @param record its number, from 1
  /// @param line on which it starts, from 1
  /// @param byteOffset in the source, from 0
  default void startAt(long record, long line, long byteOffset) {}

  /// Takes records from the start of `bytes[from, to)`, which is the start of one.
  ///
  /// @return behind the last record that was taken, its line end included; `from` if none was
  int take(byte[] bytes, int from, int to);

  /// How many were taken by the last call.
  int taken();

  /// How many physical lines end in them.
  int lines();

  /// Gives back the memory that nothing is in.
  void trim();
}
