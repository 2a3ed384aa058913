package dev.rowgate;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Has the whole heap collected when much more is in it than was left the last time. The JVM would
/// do that only when the heap can't grow any more: a service that needs 10 MB would come to take
/// all that it may. Not thread-safe.
final class HeapTrim {

  /// How often to look. A collection takes a few hundredths of a second.
  static final Duration INTERVAL = Duration.ofSeconds(10);

  /// So many bytes more than were left may be there, short-lived objects included, which have 18
  /// MB.
  private static final long ALLOWED = 32L << 20;

  private final LongSupplier used;
  private final Runnable collection;
  private long left;

  /// @param used how many bytes are taken, garbage included
  /// @param collection frees what it can before it returns
  HeapTrim(LongSupplier used, Runnable collection) {
    this.used = used;
    this.collection = collection;
    this.left = used.getAsLong();
  }

  /// The one of this process.
  static HeapTrim ofProcess() {
    Runtime runtime = Runtime.getRuntime();
    return new HeapTrim(() -> runtime.totalMemory() - runtime.freeMemory(), System::gc);
  }

  void look() {
    if (used.getAsLong() - left > ALLOWED) {
      collection.run();
      left = used.getAsLong();
    }
  }
}
