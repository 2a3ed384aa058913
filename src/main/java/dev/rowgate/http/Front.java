package dev.rowgate.http;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// The first to see a request: gives it its id, and its answer the headers that all answers have.
final class Front extends Handler.Wrapper {

  private static final String METHOD_OVERRIDE = "X-HTTP-Method-Override";

  private final Metrics metrics;

  Front(Handler next, Metrics metrics) {
    super(next);
    this.metrics = metrics;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    metrics.begin(request);
    Exchange.of(request).mark(response.getHeaders());
    return super.handle(withoutOverride(request), response, callback);
  }

  /// Javalin takes the method from this header if it is there, and so would go past a proxy's
  /// rules.
  private static Request withoutOverride(Request request) {
    if (!request.getHeaders().contains(METHOD_OVERRIDE)) {
      return request;
    }
    HttpFields headers =
        HttpFields.build(request.getHeaders()).remove(METHOD_OVERRIDE).asImmutable();
    return new Request.Wrapper(request) {
      @Override
      public HttpFields getHeaders() {
        return headers;
      }
    };
  }
}
