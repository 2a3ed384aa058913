package dev.rowgate.http;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;

/// While the service stops: waits for the requests that run, and answers new ones with 503. Health
/// and metrics are still told, since a service that drains is alive.
final class Draining extends GracefulHandler {

  /// By request: several can run on one connection of HTTP/2.
  private final Map<Request, EndPoint> running = new ConcurrentHashMap<>();

  Draining(Handler next) {
    super(next);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String path = Request.getPathInContext(request);
    if (Health.isProbe(path) || path.equals(Metrics.PATH)) {
      return getHandler().handle(request, response, callback);
    }
    running.put(request, request.getConnectionMetaData().getConnection().getEndPoint());
    Request.addCompletionListener(request, _ -> running.remove(request));
    return super.handle(request, response, callback);
  }

  /// A connector that gives the requests that run the whole drain. Jetty's own, so that connections
  /// without a request don't hold up the stop, gives all of them one second from byte to byte: an
  /// upload that pauses longer would be cut.
  ServerConnector connector(Server server, ConnectionFactory... protocols) {
    return new ServerConnector(server, 1, 1, protocols) {
      @Override
      public CompletableFuture<Void> shutdown() {
        CompletableFuture<Void> done = super.shutdown();
        running.values().forEach(endPoint -> endPoint.setIdleTimeout(server.getStopTimeout()));
        return done;
      }
    };
  }
}
