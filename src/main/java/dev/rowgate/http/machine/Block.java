package dev.rowgate.http.machine;

import java.nio.ByteBuffer;

/// Growable byte buffer for one piece of a response: the unit that is written to the client or to
/// disk. Not thread-safe.
public final class Block {

  /// Capacity in bytes: large enough to amortise a write, small enough for thousands of concurrent
  /// responses.
  public static final int SIZE = 32 << 10;

  private static final int FIRST = 256;
  private static final byte[] NONE = {};

  private final int capacity;
  private byte[] bytes = NONE;
  private int size;

  public Block() {
    this(SIZE);
  }

  /// @param capacity in bytes, at most [#SIZE]
  public Block(int capacity) {
    this.capacity = capacity;
  }

  /// Appends as many bytes as fit.
  ///
  /// @return the number of bytes appended
  public int append(byte[] from, int offset, int length) {
    int taken = Math.min(length, capacity - size);
    ensure(size + taken);
    System.arraycopy(from, offset, bytes, size, taken);
    size += taken;
    return taken;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  public boolean isFull() {
    return size == capacity;
  }

  public int size() {
    return size;
  }

  /// The buffer; its content is in `[0, size())`.
  public byte[] array() {
    return bytes;
  }

  /// Sets the size to `length` and returns the buffer for the caller to fill; it still holds the
  /// old content.
  public byte[] fill(int length) {
    ensure(length);
    size = length;
    return bytes;
  }

  /// Truncates the content to its first `length` bytes.
  public void cut(int length) {
    size = length;
  }

  public ByteBuffer asBuffer() {
    return ByteBuffer.wrap(bytes, 0, size);
  }

  public void clear() {
    size = 0;
  }

  /// Releases the buffer if it is empty.
  public void trim() {
    if (size == 0) {
      bytes = NONE;
    }
  }

  /// Grows the buffer, keeping its content.
  private void ensure(int length) {
    if (bytes.length < length) {
      int doubled = Math.max(Math.max(length, FIRST), 2 * bytes.length);
      bytes = java.util.Arrays.copyOf(bytes, Math.min(SIZE, doubled));
    }
  }
}
