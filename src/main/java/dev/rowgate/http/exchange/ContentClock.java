package dev.rowgate.http.exchange;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// Clock of a request that only content restarts: bytes of the upload, or of the response.
///
/// Jetty's idle time is restarted by any byte or frame. A client that sends a byte of a chunk's
/// extension, of trailers or an empty frame now and then would keep a request for ever.
/// Thread-safe.
interface ContentClock {

  /// Content was received or sent, or the request begins to wait for it.
  void restart();

  /// When that was last, in nanoseconds.
  long since();

  /// Ends what waits for the client, as Jetty's idle time does.
  void expire(TimeoutException timeout);

  default void expireAfter(Duration idle) {
    if (System.nanoTime() - since() > idle.toNanos()) {
      restart();
      expire(new TimeoutException("no content within the idle time"));
    }
  }

  /// Returns the clock of a request: that of its stream on HTTP/2, or of its connection.
  static @Nullable ContentClock of(Request request) {
    EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
    return request.getConnectionMetaData().getConnection() instanceof HTTP2Connection http2
        ? (ContentClock) http2.getSession().getStream(Integer.parseInt(request.getId()))
        : endPoint instanceof ContentClock clock ? clock : null;
  }
}
