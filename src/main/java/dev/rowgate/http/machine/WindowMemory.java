package dev.rowgate.http.machine;

import dev.rowgate.bytes.NativeMemory;
import java.util.concurrent.atomic.AtomicLong;

/// Limit on the zstd windows of all uploads. They lie outside the heap, up to 8 MiB each: without a
/// limit, a few bytes from each of a thousand clients would take 8 GB.
///
/// A conversion that gets no window ends with `too-busy`. It doesn't wait, because the others may
/// wait for slow clients. Thread-safe.
final class WindowMemory implements NativeMemory {

  private final AtomicLong free;

  /// @param bytes the limit
  WindowMemory(long bytes) {
    free = new AtomicLong(bytes);
  }

  @Override
  public boolean take(long bytes) {
    boolean taken = free.addAndGet(-bytes) >= 0;
    if (!taken) {
      free.addAndGet(bytes);
    }
    return taken;
  }

  @Override
  public void giveBack(long bytes) {
    free.addAndGet(bytes);
  }
}
