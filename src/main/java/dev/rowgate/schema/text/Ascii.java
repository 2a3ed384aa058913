package dev.rowgate.schema.text;

/// A set of ASCII characters.
public enum Ascii {
  DIGITS("0123456789"),
  LETTERS("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"),
  HEX("0123456789ABCDEFabcdef"),
  BASE64(LETTERS.characters + DIGITS.characters + "+/"),
  /// `atext` of RFC 5321, what an address is made of between its dots.
  ATOM(LETTERS.characters + DIGITS.characters + "!#$%&'*+-/=?^_`{|}~"),
  /// What a label of a domain is made of.
  DOMAIN(LETTERS.characters + DIGITS.characters + "-"),
  /// What a scheme of RFC 3986 goes on with.
  SCHEME(LETTERS.characters + DIGITS.characters + "+-."),
  /// `unreserved` and `sub-delims` of RFC 3986.
  URI(LETTERS.characters + DIGITS.characters + "-._~!$&'()*+,;="),
  USER(URI.characters + ":"),
  PATH(URI.characters + ":@/"),
  QUERY(PATH.characters + "?");

  private final String characters;

  /// A bit for each character: the lower and the upper half of ASCII.
  private final long lower;

  private final long upper;

  Ascii(String characters) {
    this.characters = characters;
    this.lower = bits(characters, 0);
    this.upper = bits(characters, Long.SIZE);
  }

  private static long bits(String characters, int first) {
    return characters
        .chars()
        .filter(c -> c >= first && c < first + Long.SIZE)
        .mapToLong(c -> 1L << c)
        .reduce(0, (one, other) -> one | other);
  }

  public boolean has(byte b) {
    // A shift goes by the lower six bits alone.
    return b >= 0 && ((b < Long.SIZE ? lower : upper) >>> b & 1) != 0;
  }

  /// Where the run of these characters that starts at `from` ends.
  public int end(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && has(bytes[at])) {
      at++;
    }
    return at;
  }

  /// The same for a run in which a `%` with two hexadecimal digits stands for a character.
  int endWithPercents(byte[] bytes, int from, int to) {
    int at = end(bytes, from, to);
    while (at + 2 < to && bytes[at] == '%' && HEX.has(bytes[at + 1]) && HEX.has(bytes[at + 2])) {
      at = end(bytes, at + 3, to);
    }
    return at;
  }
}
