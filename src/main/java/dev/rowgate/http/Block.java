package dev.rowgate.http;

import java.nio.ByteBuffer;

/// A piece of an answer: what goes to the client, or to disk, at once. Grows with need.
final class Block {

  /// Enough that a write costs little, and little enough that a thousand answers fit in memory.
  static final int SIZE = 32 << 10;

  private static final int FIRST = 1 << 10;
  private static final byte[] NONE = {};

  private final int capacity;
  private byte[] bytes = NONE;
  private int size;

  Block() {
    this(SIZE);
  }

  /// @param capacity in bytes, at most [#SIZE]
  Block(int capacity) {
    this.capacity = capacity;
  }

  /// Appends what there is room for.
  ///
  /// @return how many bytes that was
  int append(byte[] from, int offset, int length) {
    int taken = Math.min(length, capacity - size);
    ensure(size + taken);
    System.arraycopy(from, offset, bytes, size, taken);
    size += taken;
    return taken;
  }

  boolean isEmpty() {
    return size == 0;
  }

  boolean isFull() {
    return size == capacity;
  }

  int size() {
    return size;
  }

  /// The bytes themselves, from 0 to [#size()].
  byte[] array() {
    return bytes;
  }

  /// An array for `length` bytes that the caller fills; it begins with what is in it already.
  byte[] fill(int length) {
    ensure(length);
    size = length;
    return bytes;
  }

  /// Keeps what stands at the start.
  void cut(int length) {
    size = length;
  }

  ByteBuffer asBuffer() {
    return ByteBuffer.wrap(bytes, 0, size);
  }

  void clear() {
    size = 0;
  }

  /// Gives its memory back if it is empty.
  void rest() {
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
