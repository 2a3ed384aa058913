package dev.rowgate.keys;

import java.util.concurrent.atomic.AtomicLong;

/// Budget for the memory of key hashes, shared by all runs of the process. A run that gets no more
/// memory spills to disk instead of waiting. Thread-safe.
public final class KeyMemory {

  private final long bytes;
  private final AtomicLong used = new AtomicLong();

  public KeyMemory(long bytes) {
    this.bytes = bytes;
  }

  /// The number of bytes in use.
  public long used() {
    return used.get();
  }

  /// Reserves memory.
  ///
  /// @return whether enough was left; if not, nothing is reserved
  boolean take(long wanted) {
    if (used.addAndGet(wanted) <= bytes) {
      return true;
    }
    used.addAndGet(-wanted);
    return false;
  }

  void giveBack(long taken) {
    used.addAndGet(-taken);
  }
}
