package dev.rowgate.options;

/// Terminator of records. Independently of it, every LF, CRLF and lone CR ends a physical line.
///
/// @param text the only text that ends a record; empty for LF, CRLF and lone CR in any mixture
public record LineTerminator(String text) {

  /// LF, CRLF and lone CR in any mixture.
  public static final LineTerminator ANY = new LineTerminator("");

  public static final LineTerminator LF = new LineTerminator("\n");

  public static final LineTerminator CRLF = new LineTerminator("\r\n");

  public static final LineTerminator CR = new LineTerminator("\r");

  /// Whether it is none of the four named constants.
  public boolean isOther() {
    return !equals(ANY) && !equals(LF) && !equals(CRLF) && !equals(CR);
  }

  /// The notation in options.
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
