package dev.rowgate.http.exchange;

/// What there is to do while a read waits for the client.
public interface Waiting {

  /// Where there is nothing to do.
  Waiting IDLY = new Waiting() {};

  /// At once, and again after whatever happened; doesn't wait itself.
  default void sendOn() {}

  /// The client has sent nothing for a moment: what was kept back for the end goes out too.
  default void flush() {}

  /// Whether others wait for the memory that isn't needed until something comes. If not, it is kept
  /// for a moment, since more may come soon.
  default boolean isInTheWay() {
    return false;
  }

  /// Gives that memory back; doesn't wait itself.
  default void trim() {}

  /// Something has come: memory is taken again, once there is some.
  default void goOn() {}
}
