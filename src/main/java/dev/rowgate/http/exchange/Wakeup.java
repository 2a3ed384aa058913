package dev.rowgate.http.exchange;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// What the one thread of a request waits on, whatever it waits for: bytes of the upload, or the
/// client to take some of the answer. So it never waits for one while it could do the other.
///
/// Anybody calls, one waits. A call that comes first is kept.
public final class Wakeup {

  private final Semaphore calls = new Semaphore(0);

  public void call() {
    calls.release();
  }

  /// Comes back after a call, and perhaps without one: look at what you wait for again.
  public void await() {
    calls.acquireUninterruptibly();
    calls.drainPermits();
  }

  /// @return whether there was a call in that time
  public boolean await(Duration time) {
    try {
      boolean called = calls.tryAcquire(time.toNanos(), TimeUnit.NANOSECONDS);
      // One may have come since: it isn't lost.
      return calls.drainPermits() > 0 || called;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
