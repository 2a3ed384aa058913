package dev.rowgate.http;

import dev.rowgate.problem.InputProblem;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
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

  /// Ends what still runs with a fault that says so.
  void endAll() {
    running
        .keySet()
        .forEach(request -> Exchange.of(request).endWith(new InputProblem.Unavailable()));
  }

  /// A connector that leaves requests that run as they are. Jetty's own gives every connection one
  /// second of silence from then on, so that those without a request don't hold up the stop: an
  /// upload that pauses longer, or has paused already, would be cut.
  ServerConnector connector(Server server, ConnectionFactory... protocols) {
    return new ServerConnector(server, 1, 1, protocols) {
      @Override
      protected SocketChannelEndPoint newEndPoint(
          SocketChannel channel, ManagedSelector selector, SelectionKey key) {
        var endPoint = new GatedEndPoint(channel, selector, key, getScheduler());
        endPoint.setIdleTimeout(getIdleTimeout());
        return endPoint;
      }

      @Override
      public CompletableFuture<Void> shutdown() {
        long silence = getShutdownIdleTimeout();
        setShutdownIdleTimeout(getIdleTimeout());
        CompletableFuture<Void> done = super.shutdown();
        var busy = Set.copyOf(running.values());
        for (EndPoint endPoint : getConnectedEndPoints()) {
          if (!busy.contains(endPoint)) {
            endPoint.setIdleTimeout(silence);
          }
        }
        return done;
      }
    };
  }
}
