package dev.rowgate.http.filter;

import dev.rowgate.http.exchange.Outcome;
import dev.rowgate.http.exchange.RequestContext;
import dev.rowgate.http.refusal.Refusal;
import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// Servlet filter that refuses requests by their headers alone, on any route: headers too large, an
/// unknown host, a cross-site request, or chunks on HTTP/1.0.
public final class HeaderFilter implements Filter {

  /// Bytes that HTTP/2 adds for each field when it computes the size of headers (RFC 9113, section
  /// 6.5.2).
  private static final int FIELD = 32;

  private final int headerBytes;
  private final Hosts hosts;
  private final Origins origins;

  /// @param headerBytes limit on the size of a request's headers
  public HeaderFilter(int headerBytes, Hosts hosts, Origins origins) {
    this.headerBytes = headerBytes;
    this.hosts = hosts;
    this.origins = origins;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var http = (HttpServletRequest) request;
    RequestContext exchange = RequestContext.of(http);
    InputProblem problem = problem(exchange.request());
    if (problem != null && isFramedForHttp11(exchange.request())) {
      ((HttpServletResponse) response).setHeader("Connection", "close");
    }
    if (problem == null) {
      chain.doFilter(request, response);
      return;
    }
    try {
      Refusal.send(http, (HttpServletResponse) response, Outcome.REFUSED, List.of(problem));
    } finally {
      exchange.body().release();
    }
  }

  private @Nullable InputProblem problem(Request request) {
    if (isTooLong(request)) {
      return new InputProblem.HeadersTooLarge(headerBytes);
    }
    if (isFramedForHttp11(request)) {
      return new InputProblem.BadRequest(
          "it has a Transfer-Encoding, which HTTP/1.0 doesn't have: where its body ends isn't"
              + " certain");
    }
    String unknown = hosts.unknown(request);
    if (unknown != null) {
      return new InputProblem.UnknownHost(Excerpt.of(unknown));
    }
    if (hosts.areChecked() && origins.areCrossed(request)) {
      String origin = request.getHeaders().get(HttpHeader.ORIGIN);
      return new InputProblem.CrossSite(origin == null ? null : Excerpt.of(origin));
    }
    return null;
  }

  /// Whether HTTP/2 headers exceed the limit. On HTTP/1.1 Jetty refuses them itself. On HTTP/2 it
  /// would close the connection with all its requests, so Jetty has a larger limit there.
  private boolean isTooLong(Request request) {
    if (request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_2) {
      return false;
    }
    HttpFields headers = request.getHeaders();
    long size = pseudo(":method", request.getMethod());
    size += pseudo(":path", request.getHttpURI().getPathQuery());
    size += pseudo(":scheme", request.getHttpURI().getScheme());
    size += pseudo(":authority", request.getHttpURI().getAuthority());
    for (HttpField field : headers) {
      size += pseudo(field.getName(), field.getValue());
    }
    return size > headerBytes;
  }

  /// Whether an HTTP/1.0 request has a Transfer-Encoding, which its client may not understand (RFC
  /// 9112, section 6.1).
  private static boolean isFramedForHttp11(Request request) {
    return request.getConnectionMetaData().getHttpVersion().getVersion()
            < HttpVersion.HTTP_1_1.getVersion()
        && request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
  }

  private static long pseudo(String name, @Nullable String value) {
    return (long) FIELD + name.length() + Objects.requireNonNullElse(value, "").length();
  }
}
