package dev.rowgate.http.upload;

import dev.rowgate.http.exchange.RequestBody;
import dev.rowgate.options.Limits;
import java.time.Duration;
import java.util.function.LongSupplier;

/// Takes the rest of an upload whose run has stopped, and drops it, as long as its client takes
/// nothing of the answer. Most clients send all before they read: if nobody read on, they would
/// wait for us and we for them, and behind nginx, which waits too, neither the fault nor the break
/// would ever reach them.
///
/// Bounded as the upload itself is: by its bytes and its rate. Never waits.
public final class UploadSink {

  private final RequestBody body;
  private final long most;
  private final long rate;
  private final Duration over;
  private final LongSupplier nanoTime;
  private boolean begun;
  private boolean closed;
  private long since;
  private long dropped;
  private long droppedSince;

  /// @param nanoTime the clock, which only goes forward
  public UploadSink(RequestBody body, Limits limits, LongSupplier nanoTime) {
    this.body = body;
    this.most = limits.uploadBytes();
    this.rate = limits.uploadRate();
    this.over = limits.uploadRateTime();
    this.nanoTime = nanoTime;
  }

  /// Drops what has arrived, and has the request's thread called when more has.
  public void drop() {
    if (!begun) {
      begun = true;
      since = nanoTime.getAsLong();
    }
    if (closed) {
      return;
    }
    long bytes = body.drop(most - dropped);
    dropped += bytes;
    droppedSince += bytes;
    closed = dropped >= most || isTooSlow();
    if (!closed) {
      body.callWhenMoreArrives();
    }
  }

  private boolean isTooSlow() {
    var elapsed = Duration.ofNanos(nanoTime.getAsLong() - since);
    if (elapsed.compareTo(over) < 0) {
      return false;
    }
    boolean slow = droppedSince < rate * elapsed.toSeconds();
    since = nanoTime.getAsLong();
    droppedSince = 0;
    return slow;
  }
}
