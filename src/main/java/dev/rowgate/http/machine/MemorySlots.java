package dev.rowgate.http.machine;

/// Limit on conversions that hold working buffers at once, about 400 KB each. The buffers of a
/// thousand concurrent conversions would exceed the heap, and more than a few don't make two cores
/// faster. Waiting conversions are served in order of arrival and hold almost no memory.
///
/// A conversion that holds part of the [Budget] needs no slot, since its memory is counted there.
/// Therefore the holder of a slot may wait for the budget: those that hold it always make progress.
/// Thread-safe.
public final class MemorySlots {

  /// Bytes of heap per slot: with 400 KB each, all slots together use a tenth of the heap.
  private static final int HEAP_FOR_EACH = 4 << 20;

  /// Enough to use all cores, even with a small heap.
  private static final int LEAST = 8;

  private final Permits free;

  /// @param heap the maximum heap size in bytes
  MemorySlots(long heap) {
    free = new Permits((int) Math.max(LEAST, heap / HEAP_FOR_EACH));
  }

  /// Waits for a slot.
  ///
  /// @return false if the patience ended
  public boolean take(Patience patience) {
    return free.acquire(patience);
  }

  public void leave() {
    free.release();
  }

  /// Whether a conversion waits for a slot.
  public boolean areWanted() {
    return free.areWanted();
  }
}
