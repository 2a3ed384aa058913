package dev.rowgate.schema.text;

/// A URI as RFC 3986 writes it, from its scheme on: no relative reference, no space, and what is
/// beyond ASCII in percents.
public final class UriText {

  private static final int IP_GROUPS = 8;

  private UriText() {}

  public static boolean is(byte[] bytes, int from, int to) {
    int scheme = Ascii.SCHEME.end(bytes, from, to);
    if (scheme == from || scheme == to || bytes[scheme] != ':' || !Ascii.LETTERS.has(bytes[from])) {
      return false;
    }
    int at = scheme + 1;
    boolean hasAuthority = at + 1 < to && bytes[at] == '/' && bytes[at + 1] == '/';
    if (hasAuthority) {
      at = authorityEnd(bytes, at + 2, to);
      if (at < 0 || (at < to && bytes[at] != '/' && bytes[at] != '?' && bytes[at] != '#')) {
        return false;
      }
    }
    at = Ascii.PATH.endWithPercents(bytes, at, to);
    if (at < to && bytes[at] == '?') {
      at = Ascii.QUERY.endWithPercents(bytes, at + 1, to);
    }
    if (at < to && bytes[at] == '#') {
      at = Ascii.QUERY.endWithPercents(bytes, at + 1, to);
    }
    return at == to;
  }

  /// Where `[user@]host[:port]` ends; -1 if there is none, empty as it may be.
  private static int authorityEnd(byte[] bytes, int from, int to) {
    int user = Ascii.USER.endWithPercents(bytes, from, to);
    int host = user < to && bytes[user] == '@' ? user + 1 : from;
    int at = host;
    if (host < to && bytes[host] == '[') {
      int close = host + 1;
      while (close < to && bytes[close] != ']') {
        close++;
      }
      if (close == to || !isLiteral(bytes, host + 1, close)) {
        return -1;
      }
      at = close + 1;
    } else {
      at = Ascii.URI.endWithPercents(bytes, host, to);
    }
    return at < to && bytes[at] == ':' ? Ascii.DIGITS.end(bytes, at + 1, to) : at;
  }

  /// An address of IPv6, or of a version to come: `v1.x`.
  private static boolean isLiteral(byte[] bytes, int from, int to) {
    if (from < to && (bytes[from] == 'v' || bytes[from] == 'V')) {
      int version = Ascii.HEX.end(bytes, from + 1, to);
      return version > from + 1
          && version + 1 < to
          && bytes[version] == '.'
          && Ascii.USER.end(bytes, version + 1, to) == to;
    }
    return isIpv6(bytes, from, to);
  }

  private static boolean isIpv6(byte[] bytes, int from, int to) {
    int groups = 0;
    boolean gap = false;
    int at = from;
    if (to - from >= 2 && bytes[from] == ':' && bytes[from + 1] == ':') {
      gap = true;
      at = from + 2;
    }
    while (at < to) {
      int end = Ascii.HEX.end(bytes, at, to);
      if (end < to && bytes[end] == '.') {
        groups += 2;
        return isIpv4(bytes, at, to) && (gap ? groups < IP_GROUPS : groups == IP_GROUPS);
      }
      if (end == at || end - at > 4) {
        return false;
      }
      groups++;
      at = end;
      if (at == to) {
        break;
      }
      if (bytes[at] != ':' || at + 1 == to) {
        return false;
      }
      at++;
      if (bytes[at] == ':') {
        if (gap) {
          return false;
        }
        gap = true;
        at++;
      }
    }
    return gap ? groups < IP_GROUPS : groups == IP_GROUPS;
  }

  private static boolean isIpv4(byte[] bytes, int from, int to) {
    int at = from;
    for (int part = 0; part < 4; part++) {
      int end = Digits.end(bytes, at, to);
      int digits = end - at;
      if (digits == 0
          || digits > 3
          || (digits > 1 && bytes[at] == '0')
          || Digits.number(bytes, at, end) > 255) {
        return false;
      }
      at = end;
      if (part < 3) {
        if (at == to || bytes[at] != '.') {
          return false;
        }
        at++;
      }
    }
    return at == to;
  }
}
