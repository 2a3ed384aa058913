package dev.rowgate.http.jetty;

import dev.rowgate.http.exchange.GatedEndPoint;
import dev.rowgate.http.exchange.RequestContext;
import dev.rowgate.problem.InputProblem;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.frames.GoAwayFrame;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// The handler that knows the requests that run, and tells clients to leave while the service
/// stops.
public final class Draining extends Handler.Wrapper {

  private final Set<Request> running = ConcurrentHashMap.newKeySet();
  private volatile boolean parting;
  private volatile long lastEnd = System.nanoTime();

  Draining(Handler next) {
    super(next);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (parting) {
      partWith(request, response);
    }
    boolean isCounted = !RequestContext.of(request).isWarmUp();
    if (isCounted) {
      running.add(request);
    }
    EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
    if (endPoint instanceof GatedEndPoint connection) {
      connection.requestBegins();
    }
    Request.addCompletionListener(
        request,
        _ -> {
          if (isCounted) {
            running.remove(request);
            lastEnd = System.nanoTime();
          }
          if (endPoint instanceof GatedEndPoint connection) {
            connection.requestEnds();
          }
        });
    return super.handle(request, response, callback);
  }

  /// Whether no request of a client runs, or has run in this time.
  public boolean isQuiet(Duration time) {
    return running.isEmpty() && System.nanoTime() - lastEnd > time.toNanos();
  }

  /// From now on clients are asked to use their connections no more: on HTTP/2 all of them at once,
  /// on HTTP/1.1 with the next answer. A proxy that has begun to send an upload can't send it
  /// elsewhere: what comes over a connection that it has is served, however late.
  public void part(WatchedConnector connector) {
    parting = true;
    for (EndPoint each : connector.getConnectedEndPoints()) {
      if (each.getConnection() instanceof HTTP2Connection connection) {
        // Jetty's own way to say it would refuse at once what is on its way.
        connection.getSession().frames(null, List.of(GoAwayFrame.GRACEFUL), Callback.NOOP);
      }
    }
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
  public void endAll() {
    running.forEach(request -> RequestContext.of(request).endWith(new InputProblem.Unavailable()));
  }
}
