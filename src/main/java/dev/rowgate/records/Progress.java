package dev.rowgate.records;

/// What one step of reading came to.
enum Progress {
  /// There is more to do with the bytes at hand.
  CONTINUE,
  /// Only bytes that aren't there yet tell how it goes on: the same step is done again with them.
  NEEDS_INPUT,
  /// The end of a record was found.
  RECORD,
  /// The record being read is malformed.
  BROKEN,
  /// The input has no other record.
  END
}
