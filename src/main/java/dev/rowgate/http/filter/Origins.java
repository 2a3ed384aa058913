package dev.rowgate.http.filter;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;

/// CORS and cross-site protection (Fetch standard, section 3.2): pages of the service's own origin
/// and of configured origins may use the service from a browser.
public final class Origins {

  private static final String FETCH_SITE = "Sec-Fetch-Site";

  /// The values of `Sec-Fetch-Site` that are accepted. Anything else is refused: a browser sends
  /// one of four values, in lower case, and only `cross-site` besides these.
  private static final Set<String> NOT_CROSSED = Set.of("same-origin", "same-site", "none");

  private static final String FORWARDED_HOST = "X-Forwarded-Host";
  private static final String REQUESTED_METHOD = "Access-Control-Request-Method";

  private static final String METHODS = "GET, HEAD, POST, PUT, OPTIONS";

  /// Request headers that need permission in a preflight.
  private static final String HEADERS =
      "Authorization, Content-Encoding, Content-Type, Traceparent, X-Request-Id";

  private static final String EXPOSED =
      "Accept-Post, Allow, Retry-After, Rowgate-Summary, WWW-Authenticate, X-Request-Id";

  /// Time in seconds for which a browser may cache a preflight response.
  private static final String MAX_AGE = "600";

  private final Set<String> allowed;

  public Origins(List<String> allowed) {
    this.allowed = Set.copyOf(allowed);
  }

  /// Adds the CORS headers that let the page which sent the request read the response.
  public void mark(Request request, HttpFields.Mutable headers) {
    if (allowed.isEmpty()) {
      return;
    }
    headers.add(HttpHeader.VARY, HttpHeader.ORIGIN.asString());
    List<String> origins = request.getHeaders().getValuesList(HttpHeader.ORIGIN);
    if (origins.size() != 1 || !allowed.contains(origins.getFirst())) {
      return;
    }
    headers.put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, origins.getFirst());
    headers.put(HttpHeader.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    if (HttpMethod.OPTIONS.is(request.getMethod())
        && request.getHeaders().contains(REQUESTED_METHOD)) {
      headers.put(HttpHeader.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
      headers.put(HttpHeader.ACCESS_CONTROL_ALLOW_HEADERS, HEADERS);
      headers.put(HttpHeader.ACCESS_CONTROL_MAX_AGE, MAX_AGE);
    }
  }

  /// Whether a browser sends the request for a page of another site that isn't configured. Safe
  /// methods pass: browsers keep the page from reading the response.
  boolean areCrossed(Request request) {
    if (isReading(request.getMethod())) {
      return false;
    }
    List<String> origins = request.getHeaders().getValuesList(HttpHeader.ORIGIN);
    if (origins.size() == 1 && allowed.contains(origins.getFirst())) {
      return false;
    }
    List<String> sites = request.getHeaders().getValuesList(FETCH_SITE);
    if (origins.size() > 1 || sites.size() > 1 || !NOT_CROSSED.containsAll(sites)) {
      return true;
    }
    return !origins.isEmpty() && !ownHosts(request).contains(host(origins.getFirst()));
  }

  private static boolean isReading(String method) {
    return HttpMethod.GET.is(method) || HttpMethod.HEAD.is(method) || HttpMethod.OPTIONS.is(method);
  }

  /// Returns the host names by which clients know the service. A cross-site page can't forge
  /// `X-Forwarded-Host`: it needs a preflight, which is denied.
  private static Set<String> ownHosts(Request request) {
    var hosts =
        Stream.concat(
                Hosts.asked(request).stream(),
                request.getHeaders().getValuesList(FORWARDED_HOST).stream())
            .map(Hosts::name)
            .collect(Collectors.toCollection(HashSet::new));
    hosts.remove("");
    return hosts;
  }

  /// Returns the host of an origin; empty for `null` and for invalid text.
  private static String host(String origin) {
    try {
      String host = new URI(origin).getAuthority();
      return host == null ? "" : Hosts.name(host);
    } catch (URISyntaxException e) {
      return "";
    }
  }
}
