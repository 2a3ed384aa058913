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

/// Breaks off an answer that has begun and must not be taken for whole, once its handler has said
/// so.
///
/// It stands around Javalin's servlet, since Javalin looks at the request once more after the
/// handler, and an aborted one makes it log a stack trace.
final class Abort implements Filter {

  /// Jetty's word for it: no last chunk on HTTP/1.1 (curl exits 18), RST_STREAM on HTTP/2 (92).
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
