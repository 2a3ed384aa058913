package dev.rowgate.schema.value;

import java.util.Arrays;

/// Takes values in their canonical form, one after the other: two keys are equal if and only if
/// these bytes are. One instance serves a whole run, so that a key makes no object. Not
/// thread-safe.
public final class KeyBytes {

  private byte[] bytes = new byte[64];
  private int length;

  /// Forgets what it holds.
  public void clear() {
    length = 0;
  }

  /// Begins a value. Its length goes before it: `ab`, `c` isn't `a`, `bc`.
  ///
  /// @return to be given to [#end]
  public int begin() {
    putInt(0);
    return length;
  }

  /// Ends the value that began at `start`.
  public void end(int start) {
    setInt(start - Integer.BYTES, length - start);
  }

  /// The array that holds the key, from its start up to [#length()].
  public byte[] bytes() {
    return bytes;
  }

  public int length() {
    return length;
  }

  /// Takes a number of four bytes.
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
