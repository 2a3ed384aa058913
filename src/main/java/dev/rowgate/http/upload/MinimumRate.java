package dev.rowgate.http.upload;

import dev.rowgate.options.Limit;
import dev.rowgate.options.Limits;
import java.time.Duration;

/// Minimum rate of an upload, and the period over which it is measured.
///
/// @param bytesPerSecond 0 for none
/// @param period in nanoseconds
record MinimumRate(long bytesPerSecond, long period) {

  private static final long NANOS_IN_A_SECOND = Duration.ofSeconds(1).toNanos();

  static MinimumRate of(Limits limits) {
    return new MinimumRate(
        limits.of(Limit.MIN_UPLOAD_RATE), limits.time(Limit.UPLOAD_RATE_TIME).toNanos());
  }

  /// Whether that many bytes in that many nanoseconds are enough.
  boolean isMet(long bytes, long nanos) {
    return bytes >= (double) bytesPerSecond * nanos / NANOS_IN_A_SECOND;
  }
}
