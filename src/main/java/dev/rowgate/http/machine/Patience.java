package dev.rowgate.http.machine;

import java.time.Duration;

/// How long a request waits for what others hold: memory, a place, a turn. Asked now and then by
/// the thread that waits, and by no other.
public interface Patience {

  /// Between two looks. They cost little, and an end that is seen a moment later is no harm.
  Duration LOOK = Duration.ofMillis(200);

  /// For a wait that others end soon in any case.
  Patience ENDLESS = () -> false;

  /// Whether the wait is in vain: the request was ended, or its client has gone.
  boolean isOver();
}
