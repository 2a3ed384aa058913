package dev.rowgate.http;

import java.nio.ByteBuffer;

/// A piece of an answer: what goes to the client, or to disk, at once. Grows with need.
final class Block {

  /// Enough that a write costs little, and little enough that a thousand answers fit in memory.
  static final int SIZE = 32 << 10;

  private static final int FIRST = 4 << 10;

  private byte[] bytes = new byte[FIRST];
  private int size;

  /// Appends what there is room for.
  ///
  /// @return how many bytes that was
  int append(byte[] from, int offset, int length) {
    int taken = Math.min(length, SIZE - size);
    ensure(size + taken);
    System.arraycopy(from, offset, bytes, size, taken);
    size += taken;
    return taken;
  }

  boolean isEmpty() {
    return size == 0;
  }

  boolean isFull() {
    return size == SIZE;
  }

  int size() {
    return size;
  }

  /// The bytes themselves, from 0 to [#size()].
  byte[] array() {
    return bytes;
  }

  /// An array for `length` bytes that the caller fills.
  byte[] fill(int length) {
    ensure(length);
    size = length;
    return bytes;
  }

  ByteBuffer asBuffer() {
    return ByteBuffer.wrap(bytes, 0, size);
  }

  void clear() {
    size = 0;
  }

  /// All of it is written anew, or has been: growing keeps what is there.
  private void ensure(int length) {
    if (bytes.length < length) {
      int doubled = Math.max(length, 2 * bytes.length);
      bytes = java.util.Arrays.copyOf(bytes, Math.min(SIZE, doubled));
    }
  }
}
