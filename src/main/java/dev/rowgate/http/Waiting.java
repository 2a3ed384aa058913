package dev.rowgate.http;

/// What there is to do while a read waits for the client. None of it waits itself.
interface Waiting {

  /// Where there is nothing to do.
  Waiting IDLY = new Waiting() {};

  /// At once, and again after whatever happened.
  default void sendOn() {}

  /// Whether buffers may be kept for a moment, since more will come soon; if so, [#letGo()]
  /// follows.
  default boolean keepsBuffers() {
    return false;
  }

  /// The moment is over.
  default void letGo() {}

  /// Gives back the memory that isn't needed until something comes.
  default void rest() {}
}
