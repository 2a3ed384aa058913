package dev.rowgate.http.machine;

/// Where conversions work: as many at once as there is memory for. One at work has some 400 KB of
/// buffers; what a thousand have at once would fill the memory, and two cores are no faster for it.
/// The others wait in the order of their arrival, with next to nothing in their hands.
///
/// Whoever holds room of the [Budget] needs no place, since what he has is counted there. So
/// somebody with a place may wait for such room, and who has it always gets on. Thread-safe.
public final class MemorySlots {

  /// All places together are a tenth of the heap.
  private static final int HEAP_FOR_EACH = 4 << 20;

  /// Enough for all cores, however small the heap.
  private static final int LEAST = 8;

  private final Permits free;

  /// @param heap how large it may get, in bytes
  MemorySlots(long heap) {
    free = new Permits((int) Math.max(LEAST, heap / HEAP_FOR_EACH));
  }

  /// Waits for a place.
  ///
  /// @return whether it is taken; if not, patience was over
  public boolean take(Patience patience) {
    return free.acquire(patience);
  }

  public void leave() {
    free.release();
  }

  /// Whether somebody waits for one.
  public boolean areWanted() {
    return free.areWanted();
  }
}
