package dev.rowgate.infer.encoding;

import java.nio.charset.Charset;

/// Letters of a script that single-byte encodings support. Text that is decoded with a wrong
/// encoding has rare letters, capitals within words, or single letters among letters of another
/// script.
///
/// @param common the common small letters
/// @param last the letters that occur only at the end of a word
record Alphabet(String common, String last) {

  /// Rating of a letter that isn't common.
  private static final double RARE = 0.4;

  /// Factor for a text of capitals only, which is less likely.
  private static final double CAPITALS = 0.9;

  /// Returns the mean rating of the non-ASCII bytes, at most 1; 0 if there are none.
  double rating(byte[] text, Charset charset) {
    String read = new String(text, charset);
    double sum = 0;
    int all = 0;
    boolean capitals = true;
    for (int i = 0; i < read.length(); i++) {
      if (read.charAt(i) >= 0x80) {
        all++;
        capitals &= Character.isUpperCase(read.charAt(i));
        sum += rating(read, i);
      }
    }
    return all == 0 ? 0 : (capitals ? CAPITALS : 1) * sum / all;
  }

  private double rating(String text, int at) {
    char letter = text.charAt(at);
    char before = at == 0 ? ' ' : text.charAt(at - 1);
    char behind = at + 1 == text.length() ? ' ' : text.charAt(at + 1);
    if (!isOfScript(letter)) {
      return Character.isLetter(letter) || Character.isISOControl(letter) ? -1 : 0;
    }
    boolean amongOthers = isAsciiLetter(before) || isAsciiLetter(behind);
    boolean capitalWithin = Character.isUpperCase(letter) && Character.isLowerCase(before);
    boolean lastWithin = last.indexOf(letter) >= 0 && isOfScript(behind);
    if (amongOthers || capitalWithin || lastWithin) {
      return -1;
    }
    boolean single = !isOfScript(before) && !isOfScript(behind);
    return single ? 0 : common.indexOf(Character.toLowerCase(letter)) >= 0 ? 1 : RARE;
  }

  private boolean isOfScript(char c) {
    return c >= 0x100
        && Character.UnicodeScript.of(c) == Character.UnicodeScript.of(common.charAt(0));
  }

  private static boolean isAsciiLetter(char c) {
    return c < 0x80 && Character.isLetter(c);
  }
}
