package dev.rowgate.http;

import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/// Reads and drops what a client still sends after its answer is on the way.
///
/// Without it the connection is closed with bytes unread, the kernel answers with a reset, and the
/// reset takes the answer's last bytes with it: Jetty by itself reads at most 16 times more. The
/// bounds keep a client that never ends from holding on.
///
/// It reads Jetty's request, not the servlet's stream: that one can only wait, and a wait can't be
/// ended from outside.
final class Linger {

  static final Duration TIME = Duration.ofSeconds(2);
  static final long BYTES = 1 << 20;

  /// Lingering is rare and short, so that looking again is simpler than being told.
  private static final Duration PAUSE = Duration.ofMillis(10);

  private final Exchange exchange;
  private final Request request;
  private long dropped;
  private boolean over;

  Linger(Exchange exchange) {
    this.exchange = exchange;
    this.request = exchange.request();
  }

  /// Whether the upload is so near its end that the connection can be used again afterwards. Drops
  /// what has arrived.
  boolean canOutlastUpload() {
    if (awaitsContinue()) {
      return false;
    }
    dropWhatIsThere();
    long length = request.getLength();
    return over || (length >= 0 && length - Request.getContentBytesRead(request) <= BYTES);
  }

  /// Reads on to the end of the upload, as far as the bounds allow.
  void readOn() {
    if (awaitsContinue()) {
      return;
    }
    long deadline = System.nanoTime() + TIME.toNanos();
    while (true) {
      dropWhatIsThere();
      if (over || dropped >= BYTES || System.nanoTime() - deadline >= 0) {
        return;
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void dropWhatIsThere() {
    while (!over && dropped < BYTES) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        return;
      }
      dropped += chunk.remaining();
      over = chunk.isLast() || Content.Chunk.isFailure(chunk);
      chunk.release();
    }
  }

  /// A client that waits for the word to send has sent nothing, and reading would give it the word.
  private boolean awaitsContinue() {
    return !exchange.isReading()
        && request.getHeaders().contains(HttpHeader.EXPECT, HttpHeaderValue.CONTINUE.asString());
  }
}
