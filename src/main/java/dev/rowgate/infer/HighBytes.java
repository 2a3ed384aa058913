package dev.rowgate.infer;

/// Statistics of non-ASCII bytes and their neighbours in text with a single-byte encoding. They
/// distinguish DOS code pages from windows-1252, in which the DOS letters are punctuation.
///
/// @param dos number of bytes between letters that are letters only in DOS code pages: ü é ä ö í ó
///   ú ñ
/// @param western number of bytes beside a letter that are letters only in windows-1252
/// @param high number of non-ASCII bytes
/// @param ascii number of ASCII letters
record HighBytes(int dos, int western, int high, int ascii) {

  private static final String LETTERS_OF_DOS = "\u0081\u0082\u0084\u0094\u00A1\u00A2\u00A3\u00A4";

  /// From here on windows-1252 has letters, and DOS code pages have box drawing and symbols.
  private static final int FIRST_OF_WESTERN = 0xC0;

  /// ß in DOS code pages, á in windows-1252.
  private static final int EITHER = 0xE1;

  static HighBytes of(byte[] text) {
    int dos = 0;
    int western = 0;
    int high = 0;
    int ascii = 0;
    for (int i = 0; i < text.length; i++) {
      int one = text[i] & 0xFF;
      if (one < 0x80) {
        ascii += isLetter(text[i]) ? 1 : 0;
        continue;
      }
      high++;
      boolean before = i > 0 && isLetter(text[i - 1]);
      boolean behind = i + 1 < text.length && isLetter(text[i + 1]);
      dos += before && behind && LETTERS_OF_DOS.indexOf((char) one) >= 0 ? 1 : 0;
      western += (before || behind) && one >= FIRST_OF_WESTERN && one != EITHER ? 1 : 0;
    }
    return new HighBytes(dos, western, high, ascii);
  }

  private static boolean isLetter(byte b) {
    return b < 0 || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z');
  }

  boolean areDos() {
    return dos > 0 && western == 0;
  }

  /// Whether the text is hardly in a Latin script.
  boolean areOfAnotherScript() {
    return high > ascii;
  }
}
