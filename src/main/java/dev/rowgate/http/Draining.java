package dev.rowgate.http;

import dev.rowgate.problem.InputProblem;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.Graceful;

/// While the service stops: parts with those who have connections, and waits for the requests that
/// run.
final class Draining extends Handler.Wrapper implements Graceful {

  /// By request: several can run on one connection of HTTP/2.
  private final Map<Request, EndPoint> running = new ConcurrentHashMap<>();

  private final Shutdown drain =
      new Shutdown(this) {
        @Override
        public boolean isShutdownDone() {
          return running.isEmpty();
        }
      };

  private volatile boolean parting;

  Draining(Handler next) {
    super(next);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (parting) {
      partWith(request, response);
    }
    running.put(request, request.getConnectionMetaData().getConnection().getEndPoint());
    Request.addCompletionListener(
        request,
        _ -> {
          running.remove(request);
          if (drain.isShutdown()) {
            drain.check();
          }
        });
    return super.handle(request, response, callback);
  }

  @Override
  public CompletableFuture<Void> shutdown() {
    return drain.shutdown();
  }

  @Override
  public boolean isShutdown() {
    return drain.isShutdown();
  }

  /// From now on each request is answered with the word that its connection takes no other. A proxy
  /// that has begun to send an upload can't send it elsewhere: what comes over a connection that it
  /// has is served, however late.
  void part() {
    parting = true;
  }

  private static void partWith(Request request, Response response) {
    if (request.getConnectionMetaData().getConnection() instanceof HTTP2Connection connection) {
      // GOAWAY with the highest number there is; the final one comes behind the last answer.
      CompletableFuture<Void> _ = connection.getSession().shutdown();
    } else {
      response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
    }
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
