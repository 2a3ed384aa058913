package dev.rowgate.http.machine;

import java.nio.ByteBuffer;

/// A piece of an answer: what goes to the client, or to disk, at once. Grows with need.
public final class Block {

  /// Enough that a write costs little, and little enough that a thousand answers fit in memory.
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

  /// Appends what there is room for.
  ///
  /// @return how many bytes that was
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

  /// The bytes themselves, from 0 to [#size()].
  public byte[] array() {
    return bytes;
  }

  /// An array for `length` bytes that the caller fills; it begins with what is in it already.
  public byte[] fill(int length) {
    ensure(length);
    size = length;
    return bytes;
  }

  /// Keeps what stands at the start.
  public void cut(int length) {
    size = length;
  }

  public ByteBuffer asBuffer() {
    return ByteBuffer.wrap(bytes, 0, size);
  }

  public void clear() {
    size = 0;
  }

  /// Gives its memory back if it is empty.
  public void trim() {
    if (size == 0) {
      bytes = NONE;
    }
  }

  /// All of it is written anew, or has been: growing keeps what is there.
  private void ensure(int length) {
    if (bytes.length < length) {
      int doubled = Math.max(Math.max(length, FIRST), 2 * bytes.length);
      bytes = java.util.Arrays.copyOf(bytes, Math.min(SIZE, doubled));
    }
  }
}
