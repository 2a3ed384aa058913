package dev.rowgate.http.machine;

import dev.rowgate.bytes.NativeMemory;
import java.util.concurrent.atomic.AtomicLong;

/// Count of bytes in use against a limit, for memory or disk space that requests share. It never
/// waits: others may hold the rest for slow clients. Thread-safe.
final class ByteLimit implements NativeMemory {

  private final long bytes;
  private final AtomicLong used = new AtomicLong();

  /// @param bytes the limit
  ByteLimit(long bytes) {
    this.bytes = bytes;
  }

  long used() {
    return used.get();
  }

  @Override
  public boolean take(long wanted) {
    if (used.addAndGet(wanted) <= bytes) {
      return true;
    }
    used.addAndGet(-wanted);
    return false;
  }

  @Override
  public void giveBack(long taken) {
    used.addAndGet(-taken);
  }
}
