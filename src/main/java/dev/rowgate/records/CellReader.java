package dev.rowgate.records;

/// Reader of the content of cells in a well-formed record, where that isn't just the bytes between
/// two delimiters.
interface CellReader {

  /// Sets the content of the record's cells: as positions in the input, or in the record's
  /// rewritten bytes.
  void read(RawRecord record);

  /// Maximum bytes of buffers that [#read] uses per byte of the record.
  int bufferBytesPerByte();

  /// Releases buffers that a long record has enlarged.
  default void trim() {}
}
