package dev.rowgate.http.jetty;

import dev.rowgate.http.exchange.GatedEndPoint;
import dev.rowgate.http.exchange.RequestContext;
import dev.rowgate.http.exchange.Sidecar;
import dev.rowgate.problem.InputProblem;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Jetty handler that tracks the running requests, and asks clients to close their connections
/// while the service stops.
public final class Draining extends Handler.Wrapper {

  private final Set<Request> running = ConcurrentHashMap.newKeySet();
  private volatile boolean parting;
  private volatile long lastEnd = System.nanoTime();

  Draining(Handler next) {
    super(next);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (parting && request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_2) {
      response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
    }
    running.add(request);
    EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
    if (endPoint instanceof GatedEndPoint connection) {
      connection.requestBegins(Sidecar.sent(request));
    }
    Request.addCompletionListener(
        request,
        _ -> {
          running.remove(request);
          lastEnd = System.nanoTime();
          if (endPoint instanceof GatedEndPoint connection) {
            connection.requestEnds();
          }
        });
    return super.handle(request, response, callback);
  }

  /// Whether no client's request has been running for this time.
  public boolean isQuiet(Duration time) {
    return running.isEmpty() && System.nanoTime() - lastEnd > time.toNanos();
  }

  /// Starts asking clients to stop using their connections: on HTTP/1.1 with the next response; on
  /// HTTP/2 each connection does it itself. Requests on existing connections are still served,
  /// because a proxy that has started an upload can't retry it elsewhere.
  public void part() {
    parting = true;
  }

  /// Ends the remaining requests with the fault `unavailable`.
  public void endAll() {
    running.forEach(
        request -> RequestContext.of(request).abortWith(new InputProblem.Unavailable()));
  }
}
