package dev.rowgate.http.filter;

import dev.rowgate.http.settings.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// The host names that requests may ask for.
///
/// A service on loopback takes its requests from this machine, and a browser on it may be at any
/// web site. That site can have its own name resolve to 127.0.0.1 (DNS rebinding), and its pages
/// may then read every answer; but the browser still says the site's name in `Host`. An address
/// can't be such a name.
///
/// @param areChecked whether the service is on loopback, or has been given names
/// @param names in lower case
public record Hosts(boolean areChecked, Set<String> names) {

  private static final String LOCALHOST = "localhost";

  private static final Pattern AUTHORITY =
      Pattern.compile("(?:[^@/]*@)?(\\[[^\\[\\]]*]|[^:\\[\\]]*?)\\.?(?::[0-9]*)?");

  private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");

  public static Hosts of(Settings settings) {
    var names = new HashSet<>(settings.access().hosts());
    names.add(LOCALHOST);
    // Where somebody has named the address, that name is asked for.
    names.add(settings.hostOrLoopback().toLowerCase(Locale.ROOT));
    return new Hosts(
        isLoopback(settings.hostOrLoopback()) || !settings.access().hosts().isEmpty(), names);
  }

  /// Such a name that nobody knows can't be listened on either.
  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return true;
    }
  }

  /// What the request asks for and may not, or null. A request without any host, as HTTP/1.0 allows
  /// it, is let in: no browser sends one.
  @Nullable String unknown(Request request) {
    if (areChecked) {
      for (String host : asked(request)) {
        if (!isPlainlyKnown(host) && !isKnown(name(host))) {
          return host;
        }
      }
    }
    return null;
  }

  /// As nearly all requests ask: a name that is known, as it is written, and perhaps a port.
  private boolean isPlainlyKnown(String authority) {
    int end = authority.indexOf(':');
    if (end < 0) {
      return names.contains(authority);
    }
    for (int i = end + 1; i < authority.length(); i++) {
      if (authority.charAt(i) < '0' || authority.charAt(i) > '9') {
        return false;
      }
    }
    return names.contains(authority.substring(0, end));
  }

  /// All hosts that the request names, as they are written: one, unless its client is up to
  /// something.
  static List<String> asked(Request request) {
    List<String> given = request.getHeaders().getValuesList(HttpHeader.HOST);
    String target = request.getHttpURI().getAuthority();
    if (target == null || given.contains(target)) {
      return given;
    }
    var hosts = new ArrayList<>(given);
    hosts.add(target);
    return hosts;
  }

  /// The name or address in `host` or `host:port`, in lower case and without the dot at its end;
  /// empty if it is neither.
  static String name(String authority) {
    Matcher parts = AUTHORITY.matcher(authority.strip());
    return parts.matches() ? parts.group(1).toLowerCase(Locale.ROOT) : "";
  }

  private boolean isKnown(String name) {
    return names.contains(name) || isAddress(name);
  }

  private static boolean isAddress(String name) {
    boolean bracketed = name.startsWith("[");
    if (!bracketed && !IPV4.matcher(name).matches()) {
      return false;
    }
    try {
      var _ = InetAddress.ofLiteral(bracketed ? name.substring(1, name.length() - 1) : name);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
