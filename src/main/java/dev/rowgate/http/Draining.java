package dev.rowgate.http;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;

/// While the service stops: waits for the requests that run, and answers new ones with 503. Health
/// is still told, since a service that drains is alive.
final class Draining extends GracefulHandler {

  Draining(Handler next) {
    super(next);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (Health.isProbe(Request.getPathInContext(request))) {
      return getHandler().handle(request, response, callback);
    }
    return super.handle(request, response, callback);
  }
}
