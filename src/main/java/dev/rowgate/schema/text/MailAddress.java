package dev.rowgate.schema.text;

/// Validator for e-mail addresses: `local@domain` of RFC 5321, with non-ASCII characters as in RFC
/// 6531. The local part is a dot-atom or a quoted string; the domain consists of labels, address
/// literals in brackets are refused.
public final class MailAddress {

  private static final int MAX_LOCAL = 64;
  private static final int MAX_DOMAIN = 255;
  private static final int MAX_LABEL = 63;

  private MailAddress() {}

  public static boolean is(byte[] bytes, int from, int to) {
    int at =
        from < to && bytes[from] == '"' ? quotedEnd(bytes, from, to) : wordsEnd(bytes, from, to);
    return at > from
        && at - from <= MAX_LOCAL
        && at < to
        && bytes[at] == '@'
        && to - at - 1 <= MAX_DOMAIN
        && isDomain(bytes, at + 1, to);
  }

  /// The end of the dot-atom that starts at `from`; `from` itself if it is invalid.
  private static int wordsEnd(byte[] bytes, int from, int to) {
    int at = from;
    while (true) {
      int end = wordEnd(Ascii.ATOM, bytes, at, to);
      if (end == at) {
        return from;
      }
      if (end == to || bytes[end] != '.') {
        return end;
      }
      at = end + 1;
    }
  }

  private static int wordEnd(Ascii allowed, byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && (bytes[at] < 0 || allowed.has(bytes[at]))) {
      at++;
    }
    return at;
  }

  private static int quotedEnd(byte[] bytes, int from, int to) {
    for (int at = from + 1; at < to; at++) {
      byte b = bytes[at];
      if (b == '"') {
        return at + 1;
      }
      at += b == '\\' ? 1 : 0;
      if (at == to || (bytes[at] >= 0 && bytes[at] < ' ') || bytes[at] == 0x7F) {
        return from;
      }
    }
    return from;
  }

  private static boolean isDomain(byte[] bytes, int from, int to) {
    int at = from;
    while (true) {
      int end = wordEnd(Ascii.DOMAIN, bytes, at, to);
      int length = end - at;
      if (length == 0 || length > MAX_LABEL || bytes[at] == '-' || bytes[end - 1] == '-') {
        return false;
      }
      if (end == to) {
        return true;
      }
      if (bytes[end] != '.') {
        return false;
      }
      at = end + 1;
    }
  }
}
