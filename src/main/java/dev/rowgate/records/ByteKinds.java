package dev.rowgate.records;

import dev.rowgate.options.Dialect;

/// What each byte means inside a cell: one look-up tells text, which is nearly all, from the rest.
final class ByteKinds {

  static final byte TEXT = 0;
  static final byte DELIMITER = 1;
  static final byte LINE_END = 2;
  static final byte QUOTE = 3;
  static final byte ESCAPE = 4;

  /// Part of a character outside ASCII, if it is part of one.
  static final byte HIGH = 5;

  private ByteKinds() {}

  static byte[] inPlainCells(Dialect dialect) {
    byte[] kinds = inQuotedCells(dialect);
    kinds[dialect.delimiter()] = DELIMITER;
    return kinds;
  }

  static byte[] inQuotedCells(Dialect dialect) {
    byte[] kinds = new byte[256];
    java.util.Arrays.fill(kinds, 0x80, 0x100, HIGH);
    kinds['\n'] = LINE_END;
    kinds['\r'] = LINE_END;
    if (dialect.quote() != Dialect.NONE) {
      kinds[dialect.quote()] = QUOTE;
    }
    if (dialect.escape() != Dialect.NONE) {
      kinds[dialect.escape()] = ESCAPE;
    }
    return kinds;
  }
}
