package dev.rowgate.http.jetty;

import dev.rowgate.http.exchange.RequestContext;
import dev.rowgate.http.exchange.Sidecar;
import dev.rowgate.http.filter.Origins;
import dev.rowgate.http.log.Metrics;
import dev.rowgate.options.Network;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// First handler of every request: assigns its id and adds the headers that all responses have.
final class RequestIdHandler extends Handler.Wrapper {

  private static final String METHOD_OVERRIDE = "X-HTTP-Method-Override";

  private final Metrics metrics;
  private final Origins origins;
  private final List<Network> sidecars;

  /// @param sidecars networks of trusted sidecar proxies, besides this machine
  RequestIdHandler(Handler next, Metrics metrics, Origins origins, List<Network> sidecars) {
    super(next);
    this.metrics = metrics;
    this.origins = origins;
    this.sidecars = sidecars;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    RequestContext exchange = RequestContext.of(request);
    metrics.begin(request);
    exchange.fromSidecar(Sidecar.isBehind(request, sidecars));
    exchange.mark(response.getHeaders());
    origins.mark(request, response.getHeaders());
    return super.handle(withoutOverride(request), response, callback);
  }

  /// Removes a header from which Javalin would take the method, bypassing the rules of a proxy.
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
