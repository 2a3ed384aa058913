package dev.rowgate.http.upload;

import dev.rowgate.http.exchange.RequestBody;
import dev.rowgate.options.Limits;
import java.util.function.LongSupplier;

/// Sink for the rest of an upload after its run has stopped, while its client doesn't read the
/// response. Most clients send everything before they read, so both sides would wait for each
/// other; behind nginx, which buffers likewise, neither the fault nor the abort would reach the
/// client.
///
/// It is subject to the same limits on bytes and rate as an upload. It never blocks. Not
/// thread-safe.
public final class UploadSink {

  private final RequestBody body;
  private final long most;
  private final MinimumRate rate;
  private final LongSupplier nanoTime;
  private boolean begun;
  private boolean closed;
  private long since;
  private long dropped;
  private long droppedSince;

  /// @param nanoTime monotonic clock in nanoseconds
  public UploadSink(RequestBody body, Limits limits, LongSupplier nanoTime) {
    this.body = body;
    this.most = limits.uploadBytes();
    this.rate = MinimumRate.of(limits);
    this.nanoTime = nanoTime;
  }

  /// Discards what has arrived, and registers the request's thread to be called when more arrives.
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
    long now = nanoTime.getAsLong();
    if (now - since < rate.period()) {
      return false;
    }
    boolean slow = !rate.isMet(droppedSince, now - since);
    since = now;
    droppedSince = 0;
    return slow;
  }
}
