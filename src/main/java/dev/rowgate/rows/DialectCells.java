package dev.rowgate.rows;

import dev.rowgate.options.Dialect;
import java.nio.charset.CharsetEncoder;
import org.jspecify.annotations.Nullable;

/// Writes text as cells of any dialect. A character that means something in the dialect is quoted
/// or escaped. Where the dialect has neither, another character takes its place, always the same
/// one in the same dialect, so that a label or a line number is known again under the options that
/// it was written with. Not thread-safe.
final class DialectCells {

  /// What may take the place of a character that can't be written; more than any dialect needs.
  private static final String OTHERS = "_-.~^abcdefghijklmnopqrstuvwxyz";

  private final Dialect dialect;

  /// Made at the first need, as all below: most runs write no such cells.
  private @Nullable CharsetEncoder encoder;

  /// What takes the place of any character but a digit, and then what each of the ten digits is
  /// written as.
  private @Nullable String substitutes;

  DialectCells(Dialect dialect) {
    this.dialect = dialect;
  }

  /// The cell that holds `text` on one line. Control characters become spaces, and what can't be
  /// written becomes another character.
  ///
  /// @param alwaysQuoted whether it has quotes if the dialect has, even if it needs none
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

  /// Whether the character means something in the dialect, somewhere.
  private boolean isSpecial(int c) {
    return c == dialect.delimiter().codePointAt(0)
        || c == dialect.quote()
        || c == dialect.escape()
        || (!dialect.comment().isEmpty() && c == dialect.comment().codePointAt(0))
        || endsRecord(c);
  }

  /// Even in quotes or behind an escape, a line end carries a record over to the next line.
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

  /// Some have other characters in the places of ASCII's punctuation.
  private static boolean isInEveryEncoding(int c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  /// What is written for a character that can't be written.
  char inPlaceOf(int c) {
    return substitutes().charAt(c >= '0' && c <= '9' ? 1 + c - '0' : 0);
  }

  /// The text that is read from the cell that holds `text`, if it has no control characters.
  String asRead(String text) {
    var read = new StringBuilder();
    text.chars().forEach(c -> read.append(canWrite(c) ? (char) c : inPlaceOf(c)));
    return read.toString();
  }

  /// The digit that `c` is written for; negative if it is none.
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
