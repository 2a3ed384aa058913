package dev.rowgate.http.exchange;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.frames.PingFrame;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/// Detector of when the peer of an HTTP/2 connection has read what was sent to it: a ping is sent
/// after that, and its reply can't arrive before (RFC 9113, 6.7).
///
/// nginx and curl drop the last bytes of a response if the reset arrives in the same read, so a
/// reset waits for the reply. On HTTP/1 the end of a connection always follows the data before it.
/// Thread-safe.
public final class Echo {

  private static final Map<Long, Runnable> AWAITED = new ConcurrentHashMap<>();
  private static final AtomicLong SENT = new AtomicLong();

  private Echo() {}

  /// Waits until the client has read what was sent, if the request uses HTTP/2.
  ///
  /// @param most maximum time to wait
  /// @return whether it has; always false on HTTP/1
  public static boolean await(Request request, Duration most) throws InterruptedException {
    if (request.getConnectionMetaData().getConnection() instanceof HTTP2Connection http2) {
      var heard = new CountDownLatch(1);
      long number = whenRead(http2, heard::countDown);
      try {
        return heard.await(most.toNanos(), TimeUnit.NANOSECONDS);
      } finally {
        AWAITED.remove(number);
      }
    }
    return false;
  }

  /// Sends a ping.
  ///
  /// @param then runs once the peer has read all that was sent before, or is gone
  /// @return identifies the ping
  static long whenRead(HTTP2Connection http2, Runnable then) {
    long number = SENT.incrementAndGet();
    AWAITED.put(number, then);
    http2
        .getSession()
        .ping(new PingFrame(number, false), Callback.from(() -> {}, _ -> heard(number)));
    return number;
  }

  /// The peer has replied to a ping, or is gone.
  static void heard(long number) {
    Runnable then = AWAITED.remove(number);
    if (then != null) {
      then.run();
    }
  }
}
