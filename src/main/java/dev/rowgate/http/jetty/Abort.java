package dev.rowgate.http.jetty;

import dev.rowgate.http.exchange.RequestContext;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/// Servlet filter that aborts a started response which must not look complete, after its handler
/// has requested that.
///
/// It is outside of Javalin's servlet, because Javalin accesses the request again after the
/// handler, and would log a stack trace for an aborted one.
final class Abort implements Filter {

  /// Jetty's status for an abort: no last chunk on HTTP/1.1 (curl exits with 18), RST_STREAM on
  /// HTTP/2 (92).
  private static final int BROKEN_OFF = -1;

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    chain.doFilter(request, response);
    if (RequestContext.of((HttpServletRequest) request).isBrokenOff()) {
      ((HttpServletResponse) response).sendError(BROKEN_OFF);
    }
  }
}
