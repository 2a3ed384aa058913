package dev.rowgate.http.exchange;

/// Callbacks of a read that waits for the client. None of them blocks.
public interface Waiting {

  /// Does nothing.
  Waiting NONE = new Waiting() {};

  /// Sends output that is ready. Called when the wait begins, and after each wakeup.
  default void sendOn() {}

  /// Sends output that was held back. Called when the client has sent nothing for a moment.
  default void flush() {}

  /// Whether others wait for memory that isn't needed until bytes arrive. If not, it is kept for a
  /// moment, since they may arrive soon.
  default boolean isInTheWay() {
    return false;
  }

  /// Releases that memory.
  default void trim() {}

  /// Acquires the memory again, when bytes have arrived; may wait.
  default void goOn() {}
}
