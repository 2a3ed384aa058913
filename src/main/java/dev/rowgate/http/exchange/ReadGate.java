package dev.rowgate.http.exchange;

import java.util.function.Consumer;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Limit on the bytes of a connection that were received and aren't used yet. With a large
/// flow-control window for HTTP/2, it keeps a fast client from filling the memory. Without a limit
/// set, it does nothing. Thread-safe.
final class ReadGate {

  private final Consumer<Callback> waitForInput;
  private boolean isLimited;

  /// Number of the limit that was set last.
  private int current;

  private long most;
  private long unused;
  private @Nullable Callback waiting;

  /// @param waitForInput takes a callback to call once input can be read
  ReadGate(Consumer<Callback> waitForInput) {
    this.waitForInput = waitForInput;
  }

  /// Sets the limit, in place of an earlier one.
  ///
  /// @param bytes while more received bytes than this are unused, nothing is read
  /// @return identifies the limit in calls of [#used] and [#remove]
  synchronized int limit(long bytes) {
    isLimited = true;
    most = bytes;
    unused = 0;
    return ++current;
  }

  /// Removes a limit; does nothing if another one has replaced it.
  void remove(int limit) {
    synchronized (this) {
      if (limit != current) {
        return;
      }
      isLimited = false;
    }
    readOn();
  }

  /// Marks bytes as used; does nothing if another limit has replaced this one. The user doesn't
  /// know the size of the frames around them, so the unused bytes would seem to grow; so it reports
  /// from time to time that nothing is unused.
  ///
  /// @param bytes a number larger than what was received means all
  void used(int limit, long bytes) {
    synchronized (this) {
      if (!isLimited || limit != current) {
        return;
      }
      unused = Math.max(0, unused - bytes);
    }
    readOn();
  }

  /// Counts received bytes.
  synchronized void received(long bytes) {
    unused += bytes;
  }

  /// Whether nothing may be read now.
  synchronized boolean isShut() {
    return isLimited && unused > most;
  }

  /// Waits for input, as soon as something may be read.
  void waitForInput(Callback callback) {
    synchronized (this) {
      if (isShut()) {
        waiting = callback;
        return;
      }
    }
    waitForInput.accept(callback);
  }

  private void readOn() {
    Callback callback;
    synchronized (this) {
      if (waiting == null || (isLimited && unused > most / 2)) {
        return;
      }
      callback = waiting;
      waiting = null;
    }
    waitForInput.accept(callback);
  }
}
