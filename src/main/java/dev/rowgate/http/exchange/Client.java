package dev.rowgate.http.exchange;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.HTTP2Stream;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Request;

/// Presence of a request's client while the request isn't being read: whether it is still
/// connected. Used by one thread.
final class Client {

  /// On HTTP/1 a client may end its side of the connection and still wait for the response, though
  /// hardly any does. It can't be distinguished from one that is gone.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /// The kernel may omit a connection when it lists others that come and go. So the connection must
  /// be missing from all tables within this time; there is one table per second.
  private static final Duration UNLISTED = Duration.ofMillis(2_500);

  private final Request request;
  private long silentSince;
  private boolean isSilent;

  Client(Request request) {
    this.request = request;
  }

  /// Whether the client has reset the request, closed the connection, or sent nothing more for a
  /// while after it ended its side of it. Must be polled while nothing is read.
  boolean hasGone() {
    ConnectionMetaData connection = request.getConnectionMetaData();
    boolean isHttp2 = connection.getConnection() instanceof HTTP2Connection;
    if (connection.getConnection() instanceof HTTP2Connection http2) {
      // Jetty reads the frames of a connection, and buffers those of streams that nobody reads.
      HTTP2Stream stream = http2.getSession().getStream(Integer.parseInt(request.getId()));
      if (stream == null || stream.isReset() || stream.isClosed()) {
        return true;
      }
    }
    if (!(connection.getLocalSocketAddress() instanceof InetSocketAddress local)
        || !(connection.getRemoteSocketAddress() instanceof InetSocketAddress remote)) {
      return false;
    }
    return switch (TcpTable.system().peer(local, remote)) {
      case GONE -> isSilentFor(UNLISTED);
      case SENDS_NO_MORE -> isHttp2 || isSilentFor(PATIENCE);
      case OPEN, UNKNOWN -> {
        isSilent = false;
        yield false;
      }
    };
  }

  private boolean isSilentFor(Duration time) {
    if (!isSilent) {
      isSilent = true;
      silentSince = System.nanoTime();
    }
    return System.nanoTime() - silentSince >= time.toNanos();
  }
}
