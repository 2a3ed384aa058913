package dev.rowgate.http.watched;

import java.time.Duration;

/// Detector of load: whether many requests came within a short period, or within the one before.
/// The counts are approximate, since they aren't locked. Thread-safe.
final class LoadDetector {

  private final long period;
  private final int many;
  private volatile int requests;
  private volatile int requestsBefore;
  private volatile long began = System.nanoTime();

  /// @param many number of requests within a period from which there is load
  LoadDetector(Duration period, int many) {
    this.period = period.toNanos();
    this.many = many;
  }

  /// Counts a request.
  ///
  /// @return whether there is load
  @SuppressWarnings("NonAtomicVolatileUpdate") // A lost count does no harm.
  boolean count() {
    long now = System.nanoTime();
    if (now - began > period) {
      requestsBefore = now - began > 2 * period ? 0 : requests;
      requests = 0;
      began = now;
    }
    requests++;
    return requests >= many || requestsBefore >= many;
  }
}
