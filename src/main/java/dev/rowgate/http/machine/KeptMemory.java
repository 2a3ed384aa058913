package dev.rowgate.http.machine;

import dev.rowgate.options.ByteLimit;

/// Limit on the memory that conversions keep while they wait for their clients: the beginnings of
/// records that aren't complete, and the positions of their cells. Without it, a thousand clients
/// that each send half of a wide record would fill the heap.
///
/// A reservation never waits. A conversion that gets none keeps its [MemorySlots] slot while it
/// waits, so that others wait until it continues or its client is idle for too long. Thread-safe.
public final class KeptMemory {

  /// Number of bytes per conversion that aren't counted: a thousand conversions may keep this much
  /// each.
  private static final long LITTLE = 8 << 10;

  private final ByteLimit limit;

  /// @param heap the maximum heap size in bytes, of which an eighth may be kept
  KeptMemory(long heap) {
    limit = new ByteLimit(heap / 8);
  }

  public Account open() {
    return new Account();
  }

  /// The reservation of one conversion. Not thread-safe.
  public final class Account implements AutoCloseable {

    private long held;

    private Account() {}

    /// Changes the reservation to `bytes` in total; leaves it unchanged if there isn't enough.
    ///
    /// @return whether that much is reserved
    public boolean keep(long bytes) {
      long counted = bytes <= LITTLE ? 0 : bytes;
      long more = counted - held;
      if (more > 0 && !limit.take(more)) {
        return false;
      }
      if (more < 0) {
        limit.giveBack(-more);
      }
      held = counted;
      return true;
    }

    @Override
    public void close() {
      boolean _ = keep(0);
    }
  }
}
