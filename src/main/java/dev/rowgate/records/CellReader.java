package dev.rowgate.records;

/// Says what the cells of a well-split record hold, where that isn't just the bytes between two
/// delimiters.
interface CellReader {

  /// Puts the contents in the record's cells: positions in place, or in its rewritten bytes.
  void read(RawRecord record);

  /// How many bytes of buffers [#read] may take for each byte of the record.
  int bufferBytesPerByte();

  /// Lets go of what a long record has made the buffers grow to.
  default void trim() {}
}
