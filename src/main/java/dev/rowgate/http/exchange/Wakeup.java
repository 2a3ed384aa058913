package dev.rowgate.http.exchange;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Signal on which a request's thread waits for several events: bytes of the upload, or the client
/// reading the response. So it never blocks on one while it could handle the other.
///
/// Any thread may call, one waits. A call before the wait isn't lost.
public final class Wakeup {

  private final Semaphore calls = new Semaphore(0);

  public void call() {
    calls.release();
  }

  /// Waits for a call. It may return without one, so the caller must check its condition again.
  public void await() {
    calls.acquireUninterruptibly();
    calls.drainPermits();
  }

  /// @return whether there was a call within this time
  public boolean await(Duration time) {
    try {
      boolean called = calls.tryAcquire(time.toNanos(), TimeUnit.NANOSECONDS);
      // A call may have come since then; it isn't lost.
      return calls.drainPermits() > 0 || called;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
