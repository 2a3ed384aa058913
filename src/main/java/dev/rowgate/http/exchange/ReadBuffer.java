package dev.rowgate.http.exchange;

/// Where the bytes of an upload are read to. It has an array only while something is in it, and one
/// that is as large as what came has been: a thousand uploads that come by the kilobyte take
/// little. Not thread-safe.
public final class ReadBuffer {

  /// More than Jetty hands out at once, so that one read takes all that has arrived.
  public static final int SIZE = 32 << 10;

  private static final byte[] NONE = {};

  private byte[] bytes = NONE;

  /// What was read last, at the start.
  public byte[] bytes() {
    return bytes;
  }

  /// An array for the next bytes; what was in it is lost.
  ///
  /// @param wanted at most [#SIZE]
  public byte[] room(int wanted) {
    if (bytes.length < wanted) {
      bytes = new byte[Math.min(SIZE, Math.max(wanted, 2 * bytes.length))];
    }
    return bytes;
  }

  /// What is in it isn't needed any more, nor its memory for now.
  public void free() {
    bytes = NONE;
  }
}
