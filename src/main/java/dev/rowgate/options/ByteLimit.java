package dev.rowgate.options;

import java.util.concurrent.atomic.AtomicLong;

/// Count of bytes in use against a limit, for memory or disk space that runs share. It never waits:
/// others may hold the rest for slow clients. Thread-safe.
public final class ByteLimit {

  private final long bytes;
  private final AtomicLong used = new AtomicLong();

  /// @param bytes the limit
  public ByteLimit(long bytes) {
    this.bytes = bytes;
  }

  /// Returns a new count without a limit.
  public static ByteLimit unlimited() {
    return new ByteLimit(Long.MAX_VALUE);
  }

  /// The number of bytes in use.
  public long used() {
    return used.get();
  }

  /// Takes `wanted` bytes if that many are free.
  ///
  /// @return whether they were taken
  public boolean take(long wanted) {
    if (used.addAndGet(wanted) <= bytes) {
      return true;
    }
    used.addAndGet(-wanted);
    return false;
  }

  /// Releases bytes that were taken.
  public void giveBack(long taken) {
    used.addAndGet(-taken);
  }
}
