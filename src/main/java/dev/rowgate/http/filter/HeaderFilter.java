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

/// Refuses requests by their headers alone, whatever their route is: too long, for another host, or
/// sent for a page of another site.
public final class HeaderFilter implements Filter {

  /// What HTTP/2 counts for a header besides its characters (RFC 9113, 6.5.2).
  private static final int FIELD = 32;

  private final int headerBytes;
  private final Hosts hosts;
  private final Origins origins;

  /// @param headerBytes that a request may have
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

  /// On HTTP/1.1 Jetty refuses these by itself. On HTTP/2 it would end the connection, with all
  /// other requests on it; so it is given a larger limit there.
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

  private static long pseudo(String name, @Nullable String value) {
    return (long) FIELD + name.length() + Objects.requireNonNullElse(value, "").length();
  }
}
