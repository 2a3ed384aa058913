package dev.rowgate.problem;

import java.text.Normalizer;

/// Comparison of names that look alike on a screen but differ: composed and decomposed accents,
/// spaces of several kinds, characters without a width.
public final class LookAlike {

  private static final char ZWNJ = '\u200C';
  private static final char ZWJ = '\u200D';

  private LookAlike() {}

  /// Returns the difference as a part of a sentence; empty if the two don't look alike.
  static String difference(String label, String name) {
    if (label.equals(name) || !seen(label).equals(seen(name))) {
      return "";
    }
    int[] one = label.codePoints().toArray();
    int[] other = name.codePoints().toArray();
    int at = 0;
    while (at < Math.min(one.length, other.length) && one[at] == other[at]) {
      at++;
    }
    return "; the two look alike, but at character "
        + (at + 1)
        + " the label has "
        + shown(one, at)
        + " and the schema "
        + shown(other, at);
  }

  private static String shown(int[] text, int at) {
    return at == text.length
        ? "its end"
        : "U+%04X %s".formatted(text[at], Character.getName(text[at]));
  }

  /// Returns the index of a character without a width or a meaning for the script, such as a byte
  /// order mark; -1 if there is none. Joiners are a part of the spelling in some scripts, and of
  /// emoji; tabs and line ends are visible.
  public static int unseen(String text) {
    for (int i = 0; i < text.length(); i++) {
      int c = text.charAt(i);
      boolean isFormat = Character.getType(c) == Character.FORMAT && c != ZWNJ && c != ZWJ;
      if (isFormat || (Character.isISOControl(c) && "\t\r\n".indexOf(c) < 0)) {
        return i;
      }
    }
    return -1;
  }

  /// Returns the visible form of a text, which is equal for texts that look alike.
  public static String seen(String text) {
    var seen = new StringBuilder();
    Normalizer.normalize(text, Normalizer.Form.NFKC)
        .codePoints()
        .filter(c -> Character.getType(c) != Character.FORMAT && !Character.isISOControl(c))
        .map(c -> Character.isSpaceChar(c) ? ' ' : c)
        .forEach(seen::appendCodePoint);
    return seen.toString().strip();
  }
}
