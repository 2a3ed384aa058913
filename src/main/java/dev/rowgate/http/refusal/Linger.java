package dev.rowgate.http.refusal;

import dev.rowgate.http.exchange.Echo;
import dev.rowgate.http.exchange.LingerLimits;
import dev.rowgate.http.exchange.RequestBody;
import dev.rowgate.http.exchange.RequestContext;
import dev.rowgate.http.exchange.Sidecar;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.Request;

/// Lingering close: reads and discards what a client still sends after its response has been
/// written.
///
/// Without it the connection is closed with unread bytes, the kernel sends a reset, and the client
/// loses the end of the response; Jetty itself reads at most 16 times more. [LingerLimits] keeps a
/// client from holding the connection.
///
/// It never blocks on input, because such a wait can't be ended from outside.
public final class Linger {

  /// Grace period before RST_STREAM, so that a client behind an HTTP/2 proxy can read the response
  /// first. There is no acknowledgement by the client, because the proxy answers pings itself. With
  /// eight simultaneous faults curl lost one `_summary` in three without it, and none of 3,000 with
  /// 20 ms or more. This is longer than a TCP retransmission (200 ms).
  private static final Duration PASSED_ON = Duration.ofMillis(250);

  private final RequestContext exchange;
  private final Request request;
  private final RequestBody body;
  private long dropped;

  /// Starts lingering. The request no longer counts against the concurrency limit.
  public Linger(RequestContext exchange) {
    exchange.workEnds();
    this.exchange = exchange;
    this.request = exchange.request();
    this.body = exchange.body();
  }

  /// Whether the end of the upload is so near that the connection can be reused. Discards what has
  /// arrived.
  boolean canOutlastUpload() {
    if (awaitsContinue()) {
      return false;
    }
    dropUpTo(LingerLimits.BYTES_AT_ONCE);
    return body.isOver() || endIsNear();
  }

  private boolean endIsNear() {
    long left = request.getLength() - Request.getContentBytesRead(request);
    return request.getLength() >= 0 && left <= LingerLimits.BYTES - dropped;
  }

  /// Whether nginx would send a reset (`NO_ERROR`) right after the end of a response sent now,
  /// because it hasn't finished its upload.
  boolean endBringsReset() {
    return Sidecar.sent(request) && !awaitsContinue() && !body.hasEnded();
  }

  /// Reads until the end of the upload, within the limits. These bytes don't count against later
  /// limits.
  void readOnBeforeAnswer() {
    readOnWhile(() -> dropped < LingerLimits.BYTES && !body.isOver());
    dropped = 0;
  }

  /// Reads until the end of the upload, or until the client can be assumed to have read the
  /// response.
  void readOnBeforeEnd() {
    readOnWhile(() -> !body.hasEnded());
    if (!body.hasEnded()) {
      Sidecar.useNoMore(request);
    }
  }

  private void readOnWhile(BooleanSupplier isWorthIt) {
    long begin = System.nanoTime();
    untilInterrupted(() -> {
      dropUpTo(LingerLimits.BYTES);
      while (isWorthIt.getAsBoolean() && System.nanoTime() - begin < PASSED_ON.toNanos()) {
        Thread.sleep(LingerLimits.PAUSE);
        dropUpTo(LingerLimits.BYTES);
      }
    });
  }

  /// Reads until the end of the upload after a complete response. If the upload doesn't end, a
  /// reset follows, so it then waits until the client has received the response, within the limits.
  void readOn() {
    untilInterrupted(() -> {
      long begin = System.nanoTime();
      dropRest(begin);
      if (body.hasEnded()) {
        // A ping on a connection that is free for reuse would make nginx close it.
        return;
      }
      if (Sidecar.sent(request)) {
        // nginx closes the connection after the response and sends nothing more.
        Thread.sleep(PASSED_ON);
      } else {
        awaitEcho(begin);
      }
    });
  }

  /// Reads until the end of the upload and waits until the client has received the response, within
  /// the limits, before the caller aborts the response.
  public void readOnBeforeReset() {
    untilInterrupted(() -> {
      long begin = System.nanoTime();
      dropRest(begin);
      if (awaitEcho(begin)) {
        Thread.sleep(PASSED_ON);
      }
    });
  }

  private boolean awaitEcho(long begin) throws InterruptedException {
    return Echo.await(request, LingerLimits.TIME.minusNanos(System.nanoTime() - begin));
  }

  private void dropRest(long begin) throws InterruptedException {
    if (awaitsContinue()) {
      return;
    }
    while (true) {
      long elapsed = System.nanoTime() - begin;
      boolean paced = !endIsNear();
      dropUpTo(paced ? LingerLimits.bytesIn(elapsed) : LingerLimits.BYTES);
      if (body.isOver()
          || dropped >= LingerLimits.BYTES
          || elapsed >= LingerLimits.TIME.toNanos()) {
        return;
      }
      Thread.sleep(LingerLimits.PAUSE);
    }
  }

  private void dropUpTo(long bytes) {
    dropped += body.drop(bytes - dropped);
  }

  /// Whether the client waits for `100 Continue`. It has sent nothing then, and reading would
  /// trigger the interim response.
  private boolean awaitsContinue() {
    return !exchange.isReading()
        && request.getHeaders().contains(HttpHeader.EXPECT, HttpHeaderValue.CONTINUE.asString());
  }

  private interface Wait {
    void run() throws InterruptedException;
  }

  private static void untilInterrupted(Wait wait) {
    try {
      wait.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
