package dev.rowgate.schema.text;

/// Sets of ASCII characters, each stored as two 64-bit masks.
public enum Ascii {
  DIGITS("0123456789"),
  LETTERS("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"),
  HEX("0123456789ABCDEFabcdef"),
  BASE64(LETTERS.characters + DIGITS.characters + "+/"),
  /// `atext` of RFC 5321: the characters of an atom in a mailbox's local part.
  ATOM(LETTERS.characters + DIGITS.characters + "!#$%&'*+-/=?^_`{|}~"),
  /// Characters of a domain label.
  DOMAIN(LETTERS.characters + DIGITS.characters + "-"),
  /// Characters of a URI scheme after the first (RFC 3986, section 3.1).
  SCHEME(LETTERS.characters + DIGITS.characters + "+-."),
  /// `unreserved` and `sub-delims` of RFC 3986.
  URI(LETTERS.characters + DIGITS.characters + "-._~!$&'()*+,;="),
  USER(URI.characters + ":"),
  PATH(URI.characters + ":@/"),
  QUERY(PATH.characters + "?");

  private final String characters;

  /// One bit for each character: `lower` for 0–63, `upper` for 64–127.
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
    // A shift of a long uses only the lower six bits of the distance.
    return b >= 0 && ((b < Long.SIZE ? lower : upper) >>> b & 1) != 0;
  }

  /// The end of the run of these characters that starts at `from`.
  public int end(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && has(bytes[at])) {
      at++;
    }
    return at;
  }

  /// The end of the run of these characters and percent-encoded bytes (`%` and two hexadecimal
  /// digits) that starts at `from`.
  int endWithPercents(byte[] bytes, int from, int to) {
    int at = end(bytes, from, to);
    while (at + 2 < to && bytes[at] == '%' && HEX.has(bytes[at + 1]) && HEX.has(bytes[at + 2])) {
      at = end(bytes, at + 3, to);
    }
    return at;
  }
}
