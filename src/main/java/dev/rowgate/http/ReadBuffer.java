package dev.rowgate.http;

/// Where the bytes of an upload are read to. It has its array only from the moment in which bytes
/// have come to that in which the next ones are long in coming: a thousand uploads that wait take
/// none. Not thread-safe.
final class ReadBuffer {

  /// More than Jetty hands out at once, so that one read takes all that has arrived.
  static final int SIZE = 32 << 10;

  private byte[] bytes = {};

  /// As many as [#SIZE]; what was read last stands at the start.
  byte[] bytes() {
    if (bytes.length == 0) {
      bytes = new byte[SIZE];
    }
    return bytes;
  }

  /// What is in it isn't needed any more, nor its memory for now.
  void free() {
    bytes = new byte[0];
  }
}
