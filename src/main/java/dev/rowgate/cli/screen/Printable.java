package dev.rowgate.cli.screen;

/// Sanitizer of untrusted text for a terminal. Control characters and bidirectional formatting
/// characters are replaced by visible symbols, so that they can't act as escape sequences or
/// reorder the text.
public final class Printable {

  /// Start of the Unicode block "Control Pictures", in the order of the control characters.
  private static final int PICTURES = 0x2400;

  private static final int PICTURE_OF_DELETE = 0x2421;
  private static final int REPLACEMENT = 0xFFFD;

  private Printable() {}

  /// Returns printable text of the same length, so indices stay valid.
  public static String of(String text) {
    if (text.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
      return text;
    }
    var printable = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      printable.append(
          Character.isHighSurrogate(c) || Character.isLowSurrogate(c) ? c : (char) shown(c));
    }
    return printable.toString();
  }

  private static int shown(int c) {
    if (c < ' ') {
      return PICTURES + c;
    }
    if (c == 0x7F) {
      return PICTURE_OF_DELETE;
    }
    boolean joins = c == 0x200D || c == 0x200C;
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
          REPLACEMENT;
      // These include bidirectional controls.
      case Character.FORMAT -> joins ? c : REPLACEMENT;
      default -> c;
    };
  }

  /// Returns the width of a text in terminal columns: two for ideographs, Hangul, kana and emoji,
  /// none for combining characters. Terminals differ on other characters.
  static int columns(String text) {
    return text.codePoints().map(Printable::columns).sum();
  }

  static int columns(int codePoint) {
    if (codePoint < 0x300) {
      return 1;
    }
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(codePoint) ? 2 : 1;
    };
  }

  /// Whether the character is wide: East Asian Width `W` and `F` (UAX #11), approximated by large
  /// blocks.
  private static boolean isWide(int c) {
    return (c >= 0x1100 && c <= 0x115F)
        || (c >= 0x2E80 && c <= 0x303E)
        || (c >= 0x3041 && c <= 0xA4CF && c != 0x4DC0)
        || (c >= 0xAC00 && c <= 0xD7A3)
        || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0xFE30 && c <= 0xFE6F)
        || (c >= 0xFF00 && c <= 0xFF60)
        || (c >= 0xFFE0 && c <= 0xFFE6)
        || (c >= 0x1F300 && c <= 0x1F64F)
        || (c >= 0x1F680 && c <= 0x1F6FF)
        || (c >= 0x1F900 && c <= 0x1FAFF)
        || (c >= 0x20000 && c <= 0x3FFFD);
  }
}
