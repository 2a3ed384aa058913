package dev.rowgate.schema.value;

import java.util.Arrays;

/// Growable buffer for the canonical bytes of a key's values: two keys are equal if and only if
/// these bytes are. One instance is reused for a whole run, so a key allocates nothing. Not
/// thread-safe.
public final class KeyBytes {

  private byte[] bytes = new byte[64];
  private int length;

  /// Discards the content.
  public void clear() {
    length = 0;
  }

  /// Starts a value. A length field precedes each value, so `ab`, `c` differs from `a`, `bc`.
  ///
  /// @return the start, to pass to [#end]
  public int begin() {
    putInt(0);
    return length;
  }

  /// Ends the value that started at `start` and sets its length field.
  public void end(int start) {
    setInt(start - Integer.BYTES, length - start);
  }

  /// The buffer; the key is in its first [#length()] bytes.
  public byte[] bytes() {
    return bytes;
  }

  public int length() {
    return length;
  }

  /// Appends four bytes, most significant first.
  public void putInt(int value) {
    grow(Integer.BYTES);
    length += Integer.BYTES;
    setInt(length - Integer.BYTES, value);
  }

  public void putByte(int value) {
    grow(1);
    bytes[length++] = (byte) value;
  }

  public void putLong(long value) {
    putInt((int) (value >> 32));
    putInt((int) value);
  }

  public void put(byte[] from, int start, int end) {
    grow(end - start);
    System.arraycopy(from, start, bytes, length, end - start);
    length += end - start;
  }

  private void setInt(int at, int value) {
    bytes[at] = (byte) (value >> 24);
    bytes[at + 1] = (byte) (value >> 16);
    bytes[at + 2] = (byte) (value >> 8);
    bytes[at + 3] = (byte) value;
  }

  private void grow(int by) {
    if (bytes.length - length < by) {
      bytes = Arrays.copyOf(bytes, Math.max(length + by, 2 * bytes.length));
    }
  }
}
