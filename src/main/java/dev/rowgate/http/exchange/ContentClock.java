package dev.rowgate.http.exchange;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// Idle clock of a request that only content restarts: bytes of the upload, or of the response.
///
/// Any byte or frame restarts Jetty's idle timeout. A client that occasionally sends a byte of a
/// chunk extension or of trailers, or an empty frame, would keep a request open for ever.
/// Thread-safe.
final class ContentClock {

  private final Consumer<TimeoutException> expire;
  private volatile long since = System.nanoTime();

  /// @param expire ends whatever waits for the client, as Jetty's idle timeout does
  ContentClock(Consumer<TimeoutException> expire) {
    this.expire = expire;
  }

  /// Restarts the clock: content was received or sent, or the request starts to wait for it.
  void restart() {
    since = System.nanoTime();
  }

  void expireAfter(Duration idle) {
    if (System.nanoTime() - since > idle.toNanos()) {
      restart();
      expire.accept(new TimeoutException("no content within the idle time"));
    }
  }

  /// Returns the clock of a request: that of its stream on HTTP/2, or of its connection.
  static @Nullable ContentClock of(Request request) {
    Connection connection = request.getConnectionMetaData().getConnection();
    if (connection instanceof HTTP2Connection http2) {
      Stream stream = http2.getSession().getStream(Integer.parseInt(request.getId()));
      return stream instanceof Http2Stream known ? known.clock() : null;
    }
    return connection.getEndPoint() instanceof GatedEndPoint known ? known.clock() : null;
  }
}
