package dev.rowgate.http;

/// What there is to do while a read waits for the client. None of it waits itself.
interface Waiting {

  /// Where there is nothing to do.
  Waiting IDLY = new Waiting() {};

  /// At once, and again after whatever happened.
  default void sendOn() {}

  /// Once it has taken long: gives back the memory that isn't needed until something comes.
  default void rest() {}
}
