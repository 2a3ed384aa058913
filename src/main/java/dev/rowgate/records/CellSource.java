package dev.rowgate.records;

/// The cells of one record, as ranges of byte arrays. Cells are counted from 0.
public interface CellSource {

  int cellCount();

  /// Whether cell `i` is the dialect's null sequence; it has no content then.
  boolean isNull(int i);

  /// The array that holds cell `i`, valid UTF-8, from [#from(int)] to [#to(int)].
  byte[] cellBytes(int i);

  int from(int i);

  int to(int i);

  /// The physical line on which the record starts, from 1.
  long line();

  /// The length of the record in bytes of UTF-8, including its line end, whatever the source
  /// encoding.
  int length();
}
