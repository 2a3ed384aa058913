package dev.rowgate.http.machine;

import java.time.Duration;

/// Condition under which a request gives up waiting for shared resources: memory or a slot. Polled
/// by the waiting thread only.
public interface Patience {

  /// Polling interval. A poll is cheap, and noticing the end slightly late does no harm.
  Duration LOOK = Duration.ofMillis(200);

  /// For waits that always end soon.
  Patience ENDLESS = () -> false;

  /// Whether waiting is futile: the request was ended, or its client is gone.
  boolean isOver();
}
