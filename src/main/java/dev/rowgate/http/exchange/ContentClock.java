package dev.rowgate.http.exchange;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// Idle clock of a request that only content restarts: bytes of the upload, or of the response.
///
/// Any byte or frame restarts Jetty's idle timeout. A client that occasionally sends a byte of a
/// chunk extension or of trailers, or an empty frame, would keep a request open for ever.
/// Thread-safe.
interface ContentClock {

  /// Restarts the clock: content was received or sent, or the request starts to wait for it.
  void restart();

  /// Returns the time of the last restart, in nanoseconds.
  long since();

  /// Ends whatever waits for the client, as Jetty's idle timeout does.
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
