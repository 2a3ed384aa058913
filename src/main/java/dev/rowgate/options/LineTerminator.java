package dev.rowgate.options;

/// What ends a record. Physical lines are counted by every LF, CRLF and lone CR, whatever this
/// says.
///
/// @param text that alone ends a record; empty for any of LF, CRLF and lone CR, mixed as they come
public record LineTerminator(String text) {

  /// Any of LF, CRLF and lone CR, mixed as they come.
  public static final LineTerminator ANY = new LineTerminator("");

  public static final LineTerminator LF = new LineTerminator("\n");

  public static final LineTerminator CRLF = new LineTerminator("\r\n");

  public static final LineTerminator CR = new LineTerminator("\r");

  /// Whether it is none of the four that have a name.
  public boolean isOther() {
    return !equals(ANY) && !equals(LF) && !equals(CRLF) && !equals(CR);
  }

  /// As an option spells it.
  @Override
  public String toString() {
    return switch (text) {
      case "" -> "any";
      case "\n" -> "lf";
      case "\r\n" -> "crlf";
      case "\r" -> "cr";
      default -> text;
    };
  }
}
