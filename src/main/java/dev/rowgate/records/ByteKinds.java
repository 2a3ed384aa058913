package dev.rowgate.records;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.options.Dialect;
import java.util.Arrays;

/// Table of the meaning of each byte inside a cell: one look-up distinguishes text, which is nearly
/// everything, from the rest.
final class ByteKinds {

  static final byte TEXT = 0;
  static final byte DELIMITER = 1;
  static final byte LINE_END = 2;
  static final byte QUOTE = 3;
  static final byte ESCAPE = 4;

  /// Part of a non-ASCII character, if it is valid.
  static final byte HIGH = 5;

  /// May begin a delimiter of several bytes, or a line terminator that doesn't begin with a line
  /// end: the next bytes decide.
  static final byte SEQUENCE = 6;

  /// The tables of the default dialect, created once.
  private static final byte[] USUAL_PLAIN = makePlain(Dialect.RFC_4180);

  private static final byte[] USUAL_QUOTED = makeQuoted(Dialect.RFC_4180);

  private ByteKinds() {}

  /// @return must not be modified
  static byte[] inPlainCells(Dialect dialect) {
    return dialect.equals(Dialect.RFC_4180) ? USUAL_PLAIN : makePlain(dialect);
  }

  /// @return must not be modified
  static byte[] inQuotedCells(Dialect dialect) {
    return dialect.equals(Dialect.RFC_4180) ? USUAL_QUOTED : makeQuoted(dialect);
  }

  private static byte[] makePlain(Dialect dialect) {
    byte[] kinds = makeQuoted(dialect);
    byte[] delimiter = dialect.delimiter().getBytes(UTF_8);
    boolean alone =
        delimiter.length == 1
            && !dialect.skipInitialSpace()
            && kinds[delimiter[0] & 0xFF] != SEQUENCE;
    kinds[delimiter[0] & 0xFF] = alone ? DELIMITER : SEQUENCE;
    return kinds;
  }

  private static byte[] makeQuoted(Dialect dialect) {
    byte[] kinds = new byte[256];
    Arrays.fill(kinds, 0x80, 0x100, HIGH);
    if (dialect.lineTerminator().isOther()) {
      kinds[dialect.lineTerminator().text().getBytes(UTF_8)[0] & 0xFF] = SEQUENCE;
    }
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
