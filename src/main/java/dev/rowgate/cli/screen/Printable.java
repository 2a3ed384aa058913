package dev.rowgate.cli.screen;

/// What a terminal can be given: a text from outside may hold what it would obey, or what moves
/// other characters about. Everything is shown, each control character by its picture.
public final class Printable {

  /// The pictures of the first 32 control characters stand here, in their order.
  private static final int PICTURES = 0x2400;

  private static final int PICTURE_OF_DELETE = 0x2421;
  private static final int REPLACEMENT = 0xFFFD;

  private Printable() {}

  /// One character for one: places in the text stay what they are, but for characters beyond the
  /// basic plane that aren't shown.
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
      // Among them those that turn the direction of writing.
      case Character.FORMAT -> joins ? c : REPLACEMENT;
      default -> c;
    };
  }

  /// How many columns of a terminal the text takes: two for ideographs, Hangul, kana and emoji,
  /// none for what is set on another character. Terminals differ on the rest.
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

  /// East Asian Width `W` and `F` (UAX 11), by its large blocks.
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
