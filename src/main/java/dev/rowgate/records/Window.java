package dev.rowgate.records;

import java.util.Arrays;

/// The bytes of the input that are still needed: from the start of the record being read to the
/// last byte fed. Grows to one record and one feeding, no further.
final class Window {

  private static final int FIRST_SIZE = 256;

  byte[] bytes = {};

  /// Where the record being read starts.
  int start;

  /// Behind the last byte that was fed.
  int limit;

  /// Whether nothing comes behind `limit`.
  boolean ended;

  /// What `bytes[0]` would be in the input, in bytes of UTF-8.
  private long base;

  /// The place of `bytes[at]` in the input, in bytes of UTF-8.
  long offset(int at) {
    return base + at;
  }

  /// Appends bytes, and moves what is still needed to the front if there is no room for them.
  ///
  /// @return by how much everything has moved
  int feed(byte[] more, int from, int length) {
    int moved = 0;
    if (bytes.length - limit < length) {
      moved = start;
      int needed = limit - start;
      byte[] roomy = needed + length > bytes.length ? new byte[grown(needed + length)] : bytes;
      System.arraycopy(bytes, start, roomy, 0, needed);
      bytes = roomy;
      base += start;
      start = 0;
      limit = needed;
    }
    System.arraycopy(more, from, bytes, limit, length);
    limit += length;
    return moved;
  }

  /// Gives back the room that isn't needed.
  ///
  /// @return by how much everything has moved
  int shrink() {
    int moved = start;
    int needed = limit - start;
    bytes = Arrays.copyOfRange(bytes, start, limit);
    base += start;
    start = 0;
    limit = needed;
    return moved;
  }

  /// Takes `bytes[from, to)` out of the middle; offsets before it don't hold any more.
  ///
  /// @return how many bytes that is
  int cutOut(int from, int to) {
    System.arraycopy(bytes, to, bytes, from, limit - to);
    limit -= to - from;
    base += to - from;
    return to - from;
  }

  private int grown(int needed) {
    return (int)
        Math.min(Integer.MAX_VALUE - 8, Math.max(Math.max(needed, FIRST_SIZE), 2L * bytes.length));
  }

  /// The start of the last byte `wanted` in `bytes[from, to)`, or -1.
  int lastIndexOf(int wanted, int from, int to) {
    for (int i = to - 1; i >= from; i--) {
      if ((bytes[i] & 0xFF) == wanted) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public String toString() {
    return new String(
        Arrays.copyOfRange(bytes, start, limit), java.nio.charset.StandardCharsets.UTF_8);
  }
}
