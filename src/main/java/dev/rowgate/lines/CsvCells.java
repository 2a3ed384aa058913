package dev.rowgate.lines;

import dev.rowgate.options.Dialect;

/// Writes texts as cells of a dialect, each on one line.
final class CsvCells {

  /// In place of what a dialect has no way to write.
  private static final char OTHER = '_';

  private final Dialect dialect;

  CsvCells(Dialect dialect) {
    this.dialect = dialect;
  }

  /// The cell that holds `text`, with quotes where the dialect has them. Control characters become
  /// spaces, and what can't be written at all an underscore.
  String of(String text) {
    boolean quoted = dialect.quote() != Dialect.NONE;
    String quote = quoted ? Character.toString(dialect.quote()) : "";
    var cell = new StringBuilder(quote);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean special = c == dialect.escape() || (quoted ? c == dialect.quote() : endsCell(c));
      if (Character.isISOControl(c)) {
        cell.append(endsCell(' ') && !quoted ? OTHER : ' ');
      } else if (!special) {
        cell.append(c);
      } else if (quoted && c == dialect.quote() && dialect.doubleQuote()) {
        cell.append(c).append(c);
      } else if (dialect.escape() != Dialect.NONE) {
        cell.append((char) dialect.escape()).append(c);
      } else {
        cell.append(OTHER);
      }
    }
    return cell.append(quote).toString();
  }

  private boolean endsCell(char c) {
    return dialect.delimiter().charAt(0) == c
        || (dialect.lineTerminator().isOther() && dialect.lineTerminator().text().charAt(0) == c);
  }
}
