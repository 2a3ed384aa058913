package dev.rowgate.keys;

import java.util.concurrent.atomic.AtomicLong;

/// The memory that the keys of all runs of a process may take together. A run that finds none left
/// doesn't wait: it goes to disk. Thread-safe.
public final class KeyMemory {

  private final long bytes;
  private final AtomicLong used = new AtomicLong();

  public KeyMemory(long bytes) {
    this.bytes = bytes;
  }

  /// How much is taken now.
  public long used() {
    return used.get();
  }

  /// @return whether there was so much left
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
