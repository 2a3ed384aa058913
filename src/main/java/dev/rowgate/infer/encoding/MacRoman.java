package dev.rowgate.infer.encoding;

/// Check whether text with single bytes is in MacRoman, the encoding of old Mac programs. Its
/// letters with accents are bytes that other encodings use for capital letters or marks, which
/// aren't beside small letters within a word.
final class MacRoman {

  static final String NAME = "macintosh";

  /// é è; Ž Ź in windows-1250, Ä Å in DOS code pages.
  private static final String CERTAIN = "\u008E\u008F";

  /// ä; Š in windows-1250, but è in DOS code pages.
  private static final int UNLIKE_CENTRAL = 0x8A;

  /// ö ü; Ü and a mark in DOS code pages, but š ź in windows-1250.
  private static final String UNLIKE_DOS = "\u009A\u009F";

  /// From here on it has marks, and the other encodings letters.
  private static final int FIRST_MARK = 0xC0;

  /// « » … no-break space, dashes and quotes.
  private static final String MARKS =
      "\u00C7\u00C8\u00C9\u00CA\u00D0\u00D1\u00D2\u00D3\u00D4\u00D5";

  /// Quotes that may precede another byte beyond ASCII: l’é, “Ö. Elsewhere two such bytes side by
  /// side are likelier a character of two bytes.
  private static final String OPENING = "\u00D2\u00D5";

  /// Minimum number of the certain letters; a single one may be anything.
  private static final int LEAST_CERTAIN = 2;

  private MacRoman() {}

  static boolean is(byte[] text) {
    int certain = 0;
    boolean unlikeCentral = false;
    boolean unlikeDos = false;
    for (int i = 1; i < text.length; i++) {
      int one = text[i] & 0xFF;
      if (one >= 0x80 && text[i - 1] < 0 && OPENING.indexOf((char) (text[i - 1] & 0xFF)) < 0) {
        return false;
      }
      if (one < 0x80 || !isInWord(text, i)) {
        continue;
      }
      if (one >= FIRST_MARK && MARKS.indexOf((char) one) < 0) {
        return false;
      }
      certain += CERTAIN.indexOf((char) one) >= 0 ? 1 : 0;
      unlikeCentral |= one == UNLIKE_CENTRAL;
      unlikeDos |= UNLIKE_DOS.indexOf((char) one) >= 0;
    }
    return certain >= LEAST_CERTAIN || (unlikeCentral && unlikeDos);
  }

  /// Whether a byte follows a small letter, or is between another letter and a small one.
  private static boolean isInWord(byte[] text, int at) {
    byte before = text[at - 1];
    boolean isSmallBehind = at + 1 < text.length && Character.isLowerCase(text[at + 1]);
    return Character.isLowerCase(before) || (isSmallBehind && Character.isUpperCase(before));
  }
}
