package dev.rowgate.rows;

import dev.rowgate.options.Dialect;
import java.nio.charset.CharsetEncoder;
import org.jspecify.annotations.Nullable;

/// Writer of text as cells in any dialect. It quotes or escapes a character that is special in the
/// dialect. If the dialect has neither quotes nor escapes, it writes a substitute, always the same
/// one in the same dialect, so that a label or a line number is recognised when the file is read
/// with the options it was written with. Not thread-safe.
final class DialectCells {

  /// Possible substitutes for a character that can't be written; more than any dialect needs.
  private static final String OTHERS = "_-.~^abcdefghijklmnopqrstuvwxyz";

  private final Dialect dialect;

  /// Created on first use, like the substitutes: most runs write no such cells.
  private @Nullable CharsetEncoder encoder;

  /// The substitute for any character but a digit, then the character written for each of the ten
  /// digits.
  private @Nullable String substitutes;

  DialectCells(Dialect dialect) {
    this.dialect = dialect;
  }

  /// Returns the cell for `text`, on one line. Control characters become spaces, and characters
  /// that can't be written become substitutes.
  ///
  /// @param alwaysQuoted whether to quote it if the dialect has quotes, even if it needs none
  String write(String text, boolean alwaysQuoted) {
    boolean quoted =
        dialect.quote() != Dialect.NONE
            && (alwaysQuoted || text.codePoints().anyMatch(this::isSpecial));
    String quote = quoted ? Character.toString(dialect.quote()) : "";
    var cell = new StringBuilder(quote);
    text.codePoints()
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .forEach(c -> {
          boolean meansItself =
              quoted ? c != dialect.quote() && c != dialect.escape() : !isSpecial(c);
          if (!canWrite(c)) {
            cell.append(inPlaceOf(c));
          } else if (meansItself) {
            cell.appendCodePoint(c);
          } else if (quoted && c == dialect.quote() && dialect.doubleQuote()) {
            cell.appendCodePoint(c).appendCodePoint(c);
          } else {
            cell.append((char) dialect.escape()).appendCodePoint(c);
          }
        });
    return cell.append(quote).toString();
  }

  /// Whether the character can have a special meaning in the dialect.
  private boolean isSpecial(int c) {
    return c == dialect.delimiter().codePointAt(0)
        || c == dialect.quote()
        || c == dialect.escape()
        || (!dialect.comment().isEmpty() && c == dialect.comment().codePointAt(0))
        || endsRecord(c);
  }

  /// Whether the character starts the dialect's line terminator. It can't be written at all: even
  /// in quotes or after an escape it would make the record span two lines.
  private boolean endsRecord(int c) {
    return dialect.lineTerminator().isOther()
        && c == dialect.lineTerminator().text().codePointAt(0);
  }

  private boolean canWrite(int c) {
    if (endsRecord(c) || (!isInEveryEncoding(c) && !encoder().canEncode(Character.toString(c)))) {
      return false;
    }
    boolean escapes = dialect.escape() != Dialect.NONE;
    return c == dialect.quote()
        ? dialect.doubleQuote() || escapes
        : !isSpecial(c) || dialect.quote() != Dialect.NONE || escapes;
  }

  /// Whether every encoding has the character. Some replace ASCII's punctuation.
  private static boolean isInEveryEncoding(int c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  /// Returns the substitute for a character that can't be written.
  char inPlaceOf(int c) {
    return substitutes().charAt(c >= '0' && c <= '9' ? 1 + c - '0' : 0);
  }

  /// Returns what a reader gets from the cell for `text`, which must have no control characters.
  String asRead(String text) {
    var read = new StringBuilder();
    text.chars().forEach(c -> read.append(canWrite(c) ? (char) c : inPlaceOf(c)));
    return read.toString();
  }

  /// Returns the digit for which `c` is written; negative if there is none.
  int digit(char c) {
    return substitutes().indexOf(c, 1) - 1;
  }

  private CharsetEncoder encoder() {
    CharsetEncoder known = encoder;
    if (known == null) {
      known = dialect.encoding().charset().newEncoder();
      encoder = known;
    }
    return known;
  }

  private String substitutes() {
    String known = substitutes;
    if (known == null) {
      int[] free = OTHERS.chars().filter(c -> !isSpecial(c)).toArray();
      var made = new StringBuilder().append((char) free[0]);
      for (char digit = '0'; digit <= '9'; digit++) {
        made.append(canWrite(digit) ? digit : (char) free[1 + digit - '0']);
      }
      known = made.toString();
      substitutes = known;
    }
    return known;
  }
}
