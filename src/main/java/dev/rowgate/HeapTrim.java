package dev.rowgate;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Periodic full collection of the heap, triggered when it has grown far beyond the size after the
/// last one. By itself the JVM collects the whole heap only when it can't grow any more, so a
/// service that needs 10 MB would use its maximum. Also detects a full heap. Not thread-safe.
final class HeapTrim {

  /// Interval between checks. A collection takes a few hundredths of a second.
  static final Duration INTERVAL = Duration.ofSeconds(10);

  /// Bytes by which the heap may grow before a collection. The young generation takes 18 MB of it.
  private static final long ALLOWED = 32L << 20;

  /// The heap is full if a collection leaves less than 1/16 of it free.
  private static final int SPARE = 16;

  private final LongSupplier used;
  private final Runnable collection;
  private final long full;
  private long left;
  private boolean wasFull;

  /// @param used supplies the used bytes, including garbage
  /// @param collection runs a full collection before it returns
  /// @param most the maximum heap size in bytes
  HeapTrim(LongSupplier used, Runnable collection, long most) {
    this.used = used;
    this.collection = collection;
    this.full = most - most / SPARE;
    this.left = used.getAsLong();
  }

  /// Returns an instance for this process.
  static HeapTrim ofProcess() {
    Runtime runtime = Runtime.getRuntime();
    return new HeapTrim(
        () -> runtime.totalMemory() - runtime.freeMemory(), System::gc, runtime.maxMemory());
  }

  /// Checks the heap, and collects it if it has grown.
  ///
  /// @return whether the heap is full and was full at the last check: a thread may have run out of
  ///   memory unnoticed, and nothing will make progress
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
