package dev.rowgate.http.jetty;

import java.net.SocketAddress;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Handler that serves only clients of certain addresses, and refuses all others with an empty 403
/// before it examines the rest of the request. An address is an IP address with a port, so that it
/// identifies one connection.
final class OnlyFrom extends Handler.Wrapper {

  private final Predicate<SocketAddress> clients;

  OnlyFrom(Predicate<SocketAddress> clients, Handler next) {
    super(next);
    this.clients = clients;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (clients.test(request.getConnectionMetaData().getRemoteSocketAddress())) {
      return super.handle(request, response, callback);
    }
    response.setStatus(HttpStatus.FORBIDDEN_403);
    callback.succeeded();
    return true;
  }
}
