package dev.rowgate.problem;

import java.text.Normalizer;
import java.util.Locale;

/// Comparison of names that look alike on a screen but differ: upper and lower case, composed and
/// decomposed accents, spaces and dashes of several kinds, characters without a width, and letters
/// of other scripts that look like Latin ones.
public final class LookAlike {

  private static final char ZWNJ = '\u200C';
  private static final char ZWJ = '\u200D';

  /// The Greek small mu, and the micro sign in normalised text: unlike its capital letter it looks
  /// like no Latin one, and a column in µg isn't one in mg.
  private static final char MU = '\u03BC';

  /// Letters of Cyrillic and Greek, each at the place of the Latin one that it looks like.
  private static final String FOREIGN = "АВЕЅІЈКМНОРСТУХаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο";

  private static final String LATIN = "ABESIJKMHOPCTYXaeopcyxijsABEZHIKMNOPTYXo";

  private LookAlike() {}

  /// Returns the difference as a part of a sentence; empty if the two don't look alike.
  static String difference(String label, String name) {
    if (label.equals(name)) {
      return "";
    }
    if (folded(label).equals(folded(name))) {
      return "; the two differ only in upper and lower case, which caseSensitiveHeader=false"
          + " ignores";
    }
    if (!key(label).equals(key(name))) {
      return "";
    }
    boolean sameCase = seen(label).equals(seen(name));
    int[] one = (sameCase ? label : folded(label)).codePoints().toArray();
    int[] other = (sameCase ? name : folded(name)).codePoints().toArray();
    int at = 0;
    while (at < Math.min(one.length, other.length) && one[at] == other[at]) {
      at++;
    }
    return (sameCase
            ? "; the two look alike, but at character "
            : "; apart from upper and lower case the two look alike, but at character ")
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

  /// Returns a form that is equal for texts that differ only in case.
  public static String folded(String text) {
    return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  /// Returns a form that is equal for texts that look alike, apart from upper and lower case.
  public static String key(String text) {
    return folded(seen(text));
  }

  /// Returns the visible form of a text.
  private static String seen(String text) {
    var seen = new StringBuilder();
    Normalizer.normalize(text, Normalizer.Form.NFKC)
        .codePoints()
        .filter(c -> Character.getType(c) != Character.FORMAT && !Character.isISOControl(c))
        .map(LookAlike::plain)
        .forEach(seen::appendCodePoint);
    return seen.toString().strip();
  }

  private static int plain(int c) {
    if (Character.isSpaceChar(c)) {
      return ' ';
    }
    if (Character.getType(c) == Character.DASH_PUNCTUATION) {
      return '-';
    }
    int letter = FOREIGN.indexOf(c);
    if (letter >= 0) {
      return LATIN.charAt(letter);
    }
    // A small letter that isn't in the table has the form of its capital one, so that texts that
    // differ in case and in such a letter are found too.
    int capital = c == MU ? -1 : FOREIGN.indexOf(Character.toUpperCase(c));
    return capital < 0 ? c : Character.toLowerCase(LATIN.charAt(capital));
  }
}
