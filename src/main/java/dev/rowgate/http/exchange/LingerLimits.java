package dev.rowgate.http.exchange;

import java.time.Duration;

/// Limits of a lingering close: how long, how much and how fast to read and discard what a client
/// still sends. They keep a client from holding the connection.
public final class LingerLimits {

  public static final Duration TIME = Duration.ofSeconds(2);
  public static final long BYTES = 1 << 20;

  /// Bytes discarded without delay. A client that sends fast may not have read the end of the
  /// response when they are gone, and a reset would remove it from its receive buffer. The other
  /// half is spread over the time limit.
  public static final long BYTES_AT_ONCE = BYTES / 2;

  /// Polling interval. Lingering is rare and short, so polling is simpler than a callback.
  public static final Duration PAUSE = Duration.ofMillis(10);

  private LingerLimits() {}

  /// The number of bytes that may be discarded in this many nanoseconds since the start.
  public static long bytesIn(long elapsed) {
    return BYTES_AT_ONCE + elapsed * BYTES_AT_ONCE / TIME.toNanos();
  }
}
