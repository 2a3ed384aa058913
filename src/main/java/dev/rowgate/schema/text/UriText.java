package dev.rowgate.schema.text;

/// Validator for absolute URIs (RFC 3986): a scheme is required, spaces are refused, and non-ASCII
/// characters must be percent-encoded.
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

  /// The end of the authority `[user@]host[:port]`, whose host may be empty; -1 if it is invalid.
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

  /// Whether it is an IPv6 address or an `IPvFuture` such as `v1.x` (section 3.2.2).
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
