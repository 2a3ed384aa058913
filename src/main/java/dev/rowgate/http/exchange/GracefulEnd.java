package dev.rowgate.http.exchange;

import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.frames.GoAwayFrame;
import org.eclipse.jetty.util.Callback;

/// The end of one connection when the service stops, without the loss of a request or an answer.
///
/// On a busy machine a second isn't long: a proxy may not have read that the service stops when it
/// sends the next request, a request may have come that no thread has read, and an answer may lie
/// in the kernel, which drops it when the client sends anything (a window, say) to a connection
/// that is closed. So HTTP/2 clients are asked to leave at once, and a ping behind the last answer
/// tells that they have read all; and before any connection is ended it is read once more.
///
/// Thread-safe.
final class GracefulEnd {

  /// So long a client is waited for that has sent a part of a request, or that doesn't tell that it
  /// has read its answer; a sidecar, which sends a request or closes, as long as the stop takes.
  private static final Duration PATIENCE = Duration.ofMillis(1_800);

  private final GatedEndPoint connection;

  // Of the thread that stops the service.
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

  /// To be called again and again while the service stops, by one thread.
  ///
  /// @param quiet how long no request must have run, since the stop began
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
    // What has been idle for long may be just about to be used.
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
      // The server's own settings come first.
      return;
    }
    if (!asked) {
      asked = true;
      // Jetty's own way to say it would refuse at once what is on its way.
      http2.getSession().frames(null, List.of(GoAwayFrame.GRACEFUL), Callback.NOOP);
    }
    long requests = connection.allRequests();
    if (pinged != requests && connection.isQuietFor(Duration.ZERO)) {
      pinged = requests;
      Echo.whenRead(http2, () -> echoed = requests);
    }
  }

  /// Whether the client has read all that was sent to it, as far as can be known: on HTTP/1 the
  /// kernel sends the rest after the end.
  private boolean hasReadAll() {
    return !(connection.getConnection() instanceof HTTP2Connection)
        || echoed == connection.allRequests()
        || (wasIdle && !connection.isOfSidecar());
  }

  /// The connection was read, and nothing had come.
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
