package dev.rowgate.http.refusal;

import dev.rowgate.http.exchange.Echo;
import dev.rowgate.http.exchange.RequestBody;
import dev.rowgate.http.exchange.RequestContext;
import dev.rowgate.http.exchange.Sidecar;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.Request;

/// Reads and drops what a client still sends after its answer is on the way.
///
/// Without it the connection is closed with bytes unread, the kernel answers with a reset, and the
/// reset takes the answer's last bytes with it: Jetty by itself reads at most 16 times more. The
/// bounds keep a client that never ends from holding on.
///
/// It doesn't wait for bytes: a wait can't be ended from outside.
public final class Linger {

  public static final Duration TIME = Duration.ofSeconds(2);
  static final long BYTES = 1 << 20;

  /// What a client sends at once is soon dropped, and then it may not yet have read what the answer
  /// ends with: a reset would take that out of its system's buffers. So half of it waits for time
  /// to go by.
  private static final long BYTES_AT_ONCE = BYTES / 2;

  /// Lingering is rare and short, so that looking again is simpler than being told.
  private static final Duration PAUSE = Duration.ofMillis(10);

  /// For a client that comes by HTTP/2 to a proxy to read what came before it reads a reset. No
  /// echo tells when it has: the proxy answers that itself. With eight faults at once curl lost one
  /// `_summary` in three, and none of 3,000 with 20 ms or more between. This is more than TCP takes
  /// to send again what was lost (200 ms).
  private static final Duration PASSED_ON = Duration.ofMillis(250);

  private final RequestContext exchange;
  private final Request request;
  private final RequestBody body;
  private long dropped;

  /// From here on the request counts no more as one that runs: it may take its time.
  public Linger(RequestContext exchange) {
    exchange.workEnds();
    this.exchange = exchange;
    this.request = exchange.request();
    this.body = exchange.body();
  }

  /// Whether the upload is so near its end that the connection can be used again afterwards. Drops
  /// what has arrived.
  boolean canOutlastUpload() {
    if (awaitsContinue()) {
      return false;
    }
    dropUpTo(BYTES_AT_ONCE);
    return body.isOver() || endIsNear();
  }

  private boolean endIsNear() {
    long left = request.getLength() - Request.getContentBytesRead(request);
    return request.getLength() >= 0 && left <= BYTES - dropped;
  }

  /// Whether nginx would send a reset (`NO_ERROR`) right behind the end of an answer that comes
  /// now, since it has more of the upload to come.
  boolean endBringsReset() {
    return Sidecar.sent(request) && !awaitsContinue() && !body.hasEnded();
  }

  /// Reads on to the end of an upload that may be near. What is dropped here isn't counted later.
  void readOnBeforeAnswer() {
    readOnWhile(() -> dropped < BYTES && !body.isOver());
    dropped = 0;
  }

  /// Reads on to the end of the upload, or until what was sent may be taken for read.
  void readOnBeforeEnd() {
    readOnWhile(() -> !body.hasEnded());
    if (!body.hasEnded()) {
      Sidecar.useNoMore(request);
    }
  }

  private void readOnWhile(BooleanSupplier isWorthIt) {
    long begin = System.nanoTime();
    untilInterrupted(() -> {
      dropUpTo(BYTES);
      while (isWorthIt.getAsBoolean() && System.nanoTime() - begin < PASSED_ON.toNanos()) {
        Thread.sleep(PAUSE);
        dropUpTo(BYTES);
      }
    });
  }

  /// Reads on to the end of the upload behind an answer that has its own. If the upload has none, a
  /// reset follows: then waits until the client has what was sent to it, as far as the bounds
  /// allow.
  void readOn() {
    untilInterrupted(() -> {
      long begin = System.nanoTime();
      dropRest(begin);
      if (body.hasEnded()) {
        // On a connection that is free again, a ping would be the end of it to nginx.
        return;
      }
      if (Sidecar.sent(request)) {
        // nginx ends the connection with the answer, and tells nothing any more.
        Thread.sleep(PASSED_ON);
      } else {
        awaitEcho(begin);
      }
    });
  }

  /// Reads on to the end of the upload, and waits until the client has what was sent to it, as far
  /// as the bounds allow; the answer is broken off next.
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
    return Echo.await(request, TIME.minusNanos(System.nanoTime() - begin));
  }

  private void dropRest(long begin) throws InterruptedException {
    if (awaitsContinue()) {
      return;
    }
    while (true) {
      long elapsed = System.nanoTime() - begin;
      boolean paced = !endIsNear();
      dropUpTo(paced ? BYTES_AT_ONCE + elapsed * BYTES_AT_ONCE / TIME.toNanos() : BYTES);
      if (body.isOver() || dropped >= BYTES || elapsed >= TIME.toNanos()) {
        return;
      }
      Thread.sleep(PAUSE);
    }
  }

  private void dropUpTo(long bytes) {
    dropped += body.drop(bytes - dropped);
  }

  /// A client that waits for the word to send has sent nothing, and reading would give it the word.
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
