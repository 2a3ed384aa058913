package dev.rowgate.records;

/// Result of one step of reading.
enum Progress {
  /// There is more to do with the available bytes.
  CONTINUE,
  /// The result depends on bytes that haven't been fed yet; the same step must be repeated with
  /// them.
  NEEDS_INPUT,
  /// The end of a record was found.
  RECORD,
  /// The record being read is malformed.
  BROKEN,
  /// The input has no other record.
  END
}
