package dev.rowgate.infer;

/// What the bytes beyond ASCII of a text in an encoding of one byte for each character have next to
/// them: this tells code pages of DOS from windows-1252, which has marks where they have letters.
///
/// @param dos how many are between letters and are letters in DOS alone: ü é ä ö í ó ú ñ
/// @param western how many are next to a letter and are letters in windows-1252 alone
/// @param high how many there are
/// @param ascii how many letters of ASCII there are
record HighBytes(int dos, int western, int high, int ascii) {

  private static final String LETTERS_OF_DOS = "\u0081\u0082\u0084\u0094\u00A1\u00A2\u00A3\u00A4";

  /// In DOS from here on there are frames and signs.
  private static final int FIRST_OF_WESTERN = 0xC0;

  /// It is ß in DOS, and á in windows-1252.
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

  /// Whether the letters are hardly those of a language that is written with Latin ones.
  boolean areOfAnotherScript() {
    return high > ascii;
  }
}
