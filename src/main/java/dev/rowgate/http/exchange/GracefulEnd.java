package dev.rowgate.http.exchange;

import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.frames.GoAwayFrame;
import org.eclipse.jetty.util.Callback;

/// Graceful end of one connection when the service stops, without the loss of a request or
/// response.
///
/// On a busy machine one second is short: a proxy may not have read yet that the service stops when
/// it sends the next request; a request may have arrived that no thread has read; and a response
/// may still be in the kernel, which drops it when the client sends anything, such as a window
/// update, to a closed connection. So HTTP/2 clients are asked at once to leave, a ping after the
/// last response shows when they have read everything, and every connection is read once more
/// before it ends.
///
/// Thread-safe.
final class GracefulEnd {

  /// How long to wait for a client that has sent a part of a request, or hasn't confirmed that it
  /// has read its response. For a sidecar, which sends a request or closes, as long as the stop
  /// takes.
  private static final Duration PATIENCE = Duration.ofMillis(1_800);

  private final GatedEndPoint connection;

  // Used only by the thread that stops the service.
  private long begin;
  private boolean begun;
  private boolean wasIdle;
  private boolean asked;
  private long pinged = -1;

  private volatile long echoed = -1;
  private volatile boolean due;
  private volatile boolean overdue;
  private volatile boolean looked;

  GracefulEnd(GatedEndPoint connection) {
    this.connection = connection;
  }

  /// Takes the next step. Must be called repeatedly while the service stops, by one thread.
  ///
  /// @param quiet how long no request must have been running, since the stop began
  void proceed(Duration quiet) {
    if (!begun) {
      begun = true;
      begin = System.nanoTime();
      wasIdle = connection.isQuietFor(quiet);
    }
    if (connection.getConnection() instanceof HTTP2Connection http2) {
      part(http2);
    }
    long since = System.nanoTime() - begin;
    boolean late = since >= PATIENCE.toNanos() && !connection.isOfSidecar();
    // A connection that has been idle for long may be about to be used.
    if (since >= quiet.toNanos() && connection.isQuietFor(quiet) && (late || hasReadAll())) {
      due = true;
      overdue = late;
      if (late && looked) {
        end();
      } else {
        connection.getFillInterest().fillable();
      }
    }
  }

  private void part(HTTP2Connection http2) {
    if (http2.getBytesOut() == 0) {
      // The server's settings must be sent first.
      return;
    }
    if (!asked) {
      asked = true;
      // Jetty's own method would immediately refuse requests that are already on their way.
      http2.getSession().frames(null, List.of(GoAwayFrame.GRACEFUL), Callback.NOOP);
    }
    long requests = connection.allRequests();
    if (pinged != requests && connection.isQuietFor(Duration.ZERO)) {
      pinged = requests;
      Echo.whenRead(http2, () -> echoed = requests);
    }
  }

  /// Whether the client has read all that was sent to it, as far as can be known: on HTTP/1 the
  /// kernel sends the rest even after the end.
  private boolean hasReadAll() {
    return !(connection.getConnection() instanceof HTTP2Connection)
        || echoed == connection.allRequests()
        || (wasIdle && !connection.isOfSidecar());
  }

  /// Called when the connection was read and nothing had arrived.
  void nothingCame() {
    if (due && connection.isQuietFor(Duration.ZERO)) {
      looked = true;
      if (overdue || !connection.hasBegunRequest()) {
        end();
      }
    }
  }

  private void end() {
    due = false;
    connection.endQuietly();
  }
}
