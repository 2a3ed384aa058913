package dev.rowgate;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Has the whole heap collected when much more is in it than was left the last time. The JVM would
/// do that only when the heap can't grow any more: a service that needs 10 MB would come to take
/// all that it may. Tells too when there is nothing to collect any more. Not thread-safe.
final class HeapTrim {

  /// How often to look. A collection takes a few hundredths of a second.
  static final Duration INTERVAL = Duration.ofSeconds(10);

  /// So many bytes more than were left may be there, short-lived objects included, which have 18
  /// MB.
  private static final long ALLOWED = 32L << 20;

  /// Where less than this part of the heap is left by a collection, there is no room to work in.
  private static final int SPARE = 16;

  private final LongSupplier used;
  private final Runnable collection;
  private final long full;
  private long left;
  private boolean wasFull;

  /// @param used how many bytes are taken, garbage included
  /// @param collection frees what it can before it returns
  /// @param most how many bytes may be taken
  HeapTrim(LongSupplier used, Runnable collection, long most) {
    this.used = used;
    this.collection = collection;
    this.full = most - most / SPARE;
    this.left = used.getAsLong();
  }

  /// The one of this process.
  static HeapTrim ofProcess() {
    Runtime runtime = Runtime.getRuntime();
    return new HeapTrim(
        () -> runtime.totalMemory() - runtime.freeMemory(), System::gc, runtime.maxMemory());
  }

  /// @return whether the heap is full, and was the last time too: a thread may have run out of
  ///   memory without a word, and nothing will go on any more
  boolean look() {
    long now = used.getAsLong();
    if (now - left > ALLOWED || now > full) {
      collection.run();
      left = used.getAsLong();
    }
    boolean isFull = left > full;
    boolean stays = isFull && wasFull;
    wasFull = isFull;
    return stays;
  }
}
