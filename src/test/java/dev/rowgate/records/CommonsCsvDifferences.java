package dev.rowgate.records;

import dev.rowgate.options.Dialect;
import dev.rowgate.options.LineTerminator;
import java.util.EnumSet;
import java.util.Set;

/// Where Rowgate's reading differs from that of Apache Commons CSV 1.14.1 on purpose: the whole
/// list. Each is held by a test of its own, and the properties leave out what falls under it.
enum CommonsCsvDifferences {

  /// Behind a closing quote Commons CSV drops all that Java calls white space: form feeds, U+2028,
  /// U+3000. The contract drops spaces and tabs; anything else is a stray quote.
  WHITE_SPACE_BEHIND_A_QUOTE,

  /// An escape makes the next character literal, the contract says. Commons CSV makes controls of
  /// `r n t b f`, and keeps the escape before a character that needs none.
  ESCAPED_CHARACTER,

  /// The CR and LF of an escaped CRLF are one line end to Rowgate. Commons CSV takes the LF for the
  /// end of the record, and an escaped CR that ends a record for a part of its line end.
  ESCAPED_CRLF,

  /// An escape with nothing behind it is text to Rowgate, an error to Commons CSV.
  ESCAPE_AT_THE_END,

  /// Rowgate trims cells as they are written, so that an escaped space stays. What Commons CSV
  /// hands out has no escapes any more.
  TRIMMED_ESCAPE,

  /// Commons CSV ends a record at every CR and LF outside quotes, whatever the line terminator.
  /// That it reads the records of such a dialect is refused before the first byte.
  LINE_END_AS_TEXT;

  /// Those that may show in a record that Rowgate could read, or not for
  /// [#WHITE_SPACE_BEHIND_A_QUOTE].
  static Set<CommonsCsvDifferences> in(String record, Dialect dialect) {
    Set<CommonsCsvDifferences> found = EnumSet.noneOf(CommonsCsvDifferences.class);
    if (dialect.quote() != Dialect.NONE && hasWhiteSpaceBehindQuote(record, dialect)) {
      found.add(WHITE_SPACE_BEHIND_A_QUOTE);
    }
    if (!dialect.lineTerminator().equals(LineTerminator.ANY)) {
      found.add(LINE_END_AS_TEXT);
    }
    if (dialect.escape() != Dialect.NONE) {
      addEscapes(record, dialect, found);
    }
    return found;
  }

  private static boolean hasWhiteSpaceBehindQuote(String record, Dialect dialect) {
    for (int i = 1; i < record.length(); i++) {
      char c = record.charAt(i);
      boolean isOther = Character.isWhitespace(c) && " \t\r\n".indexOf(c) < 0;
      char before = record.charAt(i - 1);
      if (isOther && (before == dialect.quote() || before == ' ' || before == '\t')) {
        return true;
      }
    }
    return false;
  }

  private static void addEscapes(String record, Dialect dialect, Set<CommonsCsvDifferences> found) {
    for (int i = 0; i < record.length(); i++) {
      if (record.charAt(i) != dialect.escape()) {
        continue;
      }
      if (i + 1 == record.length()) {
        found.add(ESCAPE_AT_THE_END);
        return;
      }
      char c = record.charAt(++i);
      boolean literal =
          dialect.delimiter().equals(String.valueOf(c))
              || c == dialect.quote()
              || c == dialect.escape()
              || "\t\b\f\r\n".indexOf(c) >= 0;
      if (!literal) {
        found.add(ESCAPED_CHARACTER);
      }
      if (c == '\r' && (i + 1 == record.length() || "\r\n".indexOf(record.charAt(i + 1)) >= 0)) {
        found.add(ESCAPED_CRLF);
      }
      if (dialect.trim() && " \t".indexOf(c) >= 0) {
        found.add(TRIMMED_ESCAPE);
      }
    }
  }
}
