package dev.rowgate.infer.encoding;

import org.jspecify.annotations.Nullable;

/// Statistics of non-ASCII bytes and their neighbours in text with a single-byte encoding. They
/// distinguish DOS code pages from windows-1252, in which the DOS letters are punctuation.
///
/// @param dos number of bytes between letters that are letters only in DOS code pages: ü é ä ö í ó
///   ú ñ
/// @param central number of bytes between letters that are letters only in Central European
///   encodings, or are much more frequent there
/// @param caron number of bytes beside letters that are letters such as š in windows-1250
/// @param isoCentral number of bytes between letters that are letters only in ISO-8859-2
/// @param isoCzech number of bytes beside letters that are š in ISO-8859-2
/// @param czech number of letters of Czech, at the same bytes in both Central European encodings
/// @param polish number of letters of Polish, likewise
/// @param turkish number of bytes beside letters that are letters of Turkish in windows-1254, and
///   of Icelandic in windows-1252
/// @param acute number of letters with an acute accent, which Turkish doesn't have
/// @param western number of bytes beside a letter that are letters only in windows-1252
/// @param high number of non-ASCII bytes
/// @param ascii number of ASCII letters
record HighBytes(
    int dos,
    int central,
    int caron,
    int isoCentral,
    int isoCzech,
    int czech,
    int polish,
    int turkish,
    int acute,
    int western,
    int high,
    int ascii) {

  private static final String LETTERS_OF_DOS = "\u0081\u0082\u0084\u0094\u00A1\u00A2\u00A3\u00A4";

  /// Ü in DOS code pages; in windows-1252 š, which isn't among capital letters.
  private static final int CAPITAL_OF_DOS = 0x9A;

  /// Ö in DOS code pages; ™ in windows-1252.
  private static final int TRADE_MARK = 0x99;

  /// Ł Ą Ż ł ą ż Ľ ľ ş; in windows-1252 ª £ ¥ ¯ ³ ¹ ¿ ¼ ¾ º.
  private static final String LETTERS_OF_CENTRAL =
      "\u00A3\u00A5\u00AF\u00B3\u00B9\u00BF\u00BC\u00BE\u00BA";

  /// Š Ž š ž Ť Ź ť ź; in windows-1252 four of them aren't letters, and the others are rare.
  private static final String CARONS = "\u008A\u008E\u009A\u009E\u008D\u008F\u009D\u009F";

  /// ě ů; in windows-1252 ì ù, which are the last letters of words.
  private static final String WITHIN_OF_CENTRAL = "\u00EC\u00F9";

  /// ą ś; in windows-1252 ± ¶.
  private static final String LETTERS_OF_ISO_CENTRAL = "\u00B1\u00B6";

  /// š; in windows-1250 ą, a letter of Polish, which doesn't have those of Czech.
  private static final String LETTERS_OF_ISO_CZECH = "\u00B9";

  /// ě ř ů; č is a letter of Slovak, too.
  private static final String LETTERS_OF_CZECH = "\u00EC\u00F8\u00F9";

  /// ł ż ę.
  private static final String LETTERS_OF_POLISH = "\u00B3\u00BF\u00EA";

  /// ğ ı ş Ğ İ Ş; in windows-1252 ð ý þ Ð Ý Þ.
  private static final String LETTERS_OF_TURKISH = "\u00F0\u00FD\u00FE\u00D0\u00DD\u00DE";

  private static final String ACUTE = "\u00E1\u00E9\u00ED\u00F3\u00FA\u00E6";

  /// From here on windows-1252 has letters, and DOS code pages have box drawing and symbols.
  private static final int FIRST_OF_WESTERN = 0xC0;

  /// ß in DOS code pages, á in windows-1252.
  private static final int EITHER = 0xE1;

  static HighBytes of(byte[] text) {
    int dos = 0;
    int tradeMarks = 0;
    int central = 0;
    int caron = 0;
    int isoCentral = 0;
    int isoCzech = 0;
    int czech = 0;
    int polish = 0;
    int turkish = 0;
    int acute = 0;
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
      boolean within = before && behind;
      central += within && has(LETTERS_OF_CENTRAL + WITHIN_OF_CENTRAL, one) ? 1 : 0;
      caron += (before || behind) && has(CARONS, one) ? 1 : 0;
      central += !before && behind && one == 0xA3 ? 1 : 0;
      central += within && one == 0xF5 && text[i + 1] != 'e' ? 1 : 0;
      isoCentral += within && has(LETTERS_OF_ISO_CENTRAL, one) ? 1 : 0;
      isoCzech += (before || behind) && has(LETTERS_OF_ISO_CZECH, one) ? 1 : 0;
      czech += (before || behind) && has(LETTERS_OF_CZECH, one) ? 1 : 0;
      polish += (before || behind) && has(LETTERS_OF_POLISH, one) ? 1 : 0;
      turkish += (before || behind) && has(LETTERS_OF_TURKISH, one) ? 1 : 0;
      acute += has(ACUTE, one) ? 1 : 0;
      dos += within && has(LETTERS_OF_DOS, one) && !areCapitals(text, i) ? 1 : 0;
      dos += one == CAPITAL_OF_DOS && isAmongCapitals(text, i) ? 1 : 0;
      tradeMarks += one == TRADE_MARK && isAmongCapitals(text, i) ? 1 : 0;
      western += (before || behind) && one >= FIRST_OF_WESTERN && one != EITHER ? 1 : 0;
    }
    // A single one is that of a name: `LEGO™CITY`.
    dos += dos > 0 || tradeMarks > 1 ? tradeMarks : 0;
    return new HighBytes(
        dos,
        central,
        caron,
        isoCentral,
        isoCzech,
        czech,
        polish,
        turkish,
        acute,
        western,
        high,
        ascii);
  }

  /// Whether both neighbours are capital letters; the DOS letters that are counted are small.
  private static boolean areCapitals(byte[] text, int at) {
    return Character.isUpperCase(text[at - 1]) && Character.isUpperCase(text[at + 1]);
  }

  /// Whether a capital letter follows, and no small letter precedes.
  private static boolean isAmongCapitals(byte[] text, int at) {
    return at + 1 < text.length
        && Character.isUpperCase(text[at + 1])
        && (at == 0 || !isLetter(text[at - 1]) || Character.isUpperCase(text[at - 1]));
  }

  private static boolean has(String bytes, int one) {
    return bytes.indexOf((char) one) >= 0;
  }

  private static boolean isLetter(byte b) {
    return b < 0 || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z');
  }

  boolean areDos() {
    return dos > 0 && western == 0;
  }

  /// Returns the likely encoding if the letters are Latin, but not those of Western Europe;
  /// otherwise null.
  @Nullable String other() {
    boolean areCzech = isoCzech > 0 && czech > 0 && central > 0 && polish == 0;
    if (caron == 0 && (isoCentral > 0 || areCzech)) {
      return "iso-8859-2";
    }
    return central + caron > 0 ? "windows-1250" : turkish > 0 && acute == 0 ? "windows-1254" : null;
  }

  /// Whether the text is mostly in another script than Latin.
  boolean areOfAnotherScript() {
    return high > ascii;
  }
}
