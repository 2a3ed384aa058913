package dev.rowgate.http.exchange;

/// Buffer for the bytes of an upload. It has an array only while it has content, no larger than the
/// input has required: a thousand uploads that arrive by the kilobyte take little memory. Not
/// thread-safe.
public final class ReadBuffer {

  /// Larger than Jetty's own buffer, so that one read takes everything that has arrived.
  public static final int SIZE = 32 << 10;

  private static final byte[] NONE = {};

  private byte[] bytes = NONE;

  /// The bytes read last, from index 0.
  public byte[] bytes() {
    return bytes;
  }

  /// Returns an array for the next bytes; the content is lost.
  ///
  /// @param wanted at most [#SIZE]
  public byte[] room(int wanted) {
    if (bytes.length < wanted) {
      bytes = new byte[Math.min(SIZE, Math.max(wanted, 2 * bytes.length))];
    }
    return bytes;
  }

  /// Discards the content and releases the array.
  public void free() {
    bytes = NONE;
  }
}
