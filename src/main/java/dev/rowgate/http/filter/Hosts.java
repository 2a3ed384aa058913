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

/// Host names that requests may use: protection against DNS rebinding.
///
/// A service on loopback serves requests from this machine, where a browser may have any web site
/// open. The site can let its own name resolve to 127.0.0.1 and then read every response; but the
/// browser still sends the site's name in `Host`. An IP address can't be such a name, so addresses
/// are accepted.
///
/// @param areChecked whether the service is on loopback, or host names were configured
/// @param names the accepted names, in lower case
public record Hosts(boolean areChecked, Set<String> names) {

  private static final String LOCALHOST = "localhost";

  private static final Pattern AUTHORITY =
      Pattern.compile("(?:[^@/]*@)?(\\[[^\\[\\]]*]|[^:\\[\\]]*?)\\.?(?::[0-9]*)?");

  private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");

  public static Hosts of(Settings settings) {
    var names = new HashSet<>(settings.access().hosts());
    names.add(LOCALHOST);
    // If the listening address was given as a name, clients use that name.
    names.add(settings.hostOrLoopback().toLowerCase(Locale.ROOT));
    return new Hosts(
        isLoopback(settings.hostOrLoopback()) || !settings.access().hosts().isEmpty(), names);
  }

  /// An unresolvable name can't be listened on either.
  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return true;
    }
  }

  /// Returns the host that the request names and mustn't; null if it is acceptable. A request
  /// without a host (HTTP/1.0) is accepted, because no browser sends one.
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

  /// A shortcut for nearly all requests: a known name as it is written, and optionally a port.
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

  /// Returns all hosts that the request names, unparsed. A normal request names one.
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

  /// Returns the name or address of `host` or `host:port`, in lower case without a trailing dot;
  /// empty if it can't be parsed.
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
