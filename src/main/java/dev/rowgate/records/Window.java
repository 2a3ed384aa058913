package dev.rowgate.records;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.bytes.SourceBytes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The only cursor over the input, shared by the splitter's classes: the bytes that are still
/// needed, the next one to examine, and the position of the first one in the source. The bytes
/// range from the start of the record being read to the last byte fed; the array grows to the size
/// of one record and one feed at most.
final class Window {

  private static final int FIRST_SIZE = 256;

  byte[] bytes = {};

  /// Start of the record or line being read.
  int start;

  /// Index of the next byte to examine.
  int pos;

  /// Index after the last byte that was fed.
  int limit;

  /// Whether `limit` is the end of the input.
  boolean ended;

  /// The physical line at `start`, and the offset of `start` in the source in bytes; once a record
  /// was found, those of what follows it.
  long line = 1;

  long sourceOffset;

  private final SourceBytes source;
  private @Nullable SourceTap tap;

  /// The offset of `bytes[0]` in the input, in bytes of UTF-8.
  private long base;

  Window(SourceBytes source) {
    this.source = source;
  }

  void setTap(SourceTap tap) {
    this.tap = tap;
  }

  /// The offset of `bytes[at]` in the input, in bytes of UTF-8.
  long offset(int at) {
    return base + at;
  }

  /// Whether everything fed was examined.
  boolean isUsedUp() {
    return pos == limit;
  }

  /// Moves to `to`, but keeps the bytes before it: they are the record that is being returned.
  ///
  /// @param newlines number of physical lines that end in it
  /// @return its length in bytes of the source
  long moveTo(int to, int newlines) {
    long length = source.length(bytes, start, to);
    sourceOffset += length;
    line += newlines;
    pos = to;
    return length;
  }

  /// The length of a byte order mark at the position, see [SourceBytes#byteOrderMark].
  int byteOrderMark() {
    return source.byteOrderMark(bytes, pos, limit);
  }

  /// Drops the bytes before the next one to examine.
  void dropPassed() {
    start = pos;
  }

  /// Moves to `to`; the bytes before it belong to no record.
  void skipTo(int to, int newlines) {
    if (tap != null) {
      tap.between(bytes, start, to);
    }
    moveTo(to, newlines);
    dropPassed();
  }

  /// Continues at a later position in the source, without the bytes before it. Fed bytes are
  /// dropped.
  ///
  /// @param to offset in bytes of the source
  /// @param lines number of physical lines that end between the window's position and `to`
  void jump(long to, long lines) {
    base += limit + (to - sourceOffset);
    start = 0;
    pos = 0;
    limit = 0;
    sourceOffset = to;
    line += lines;
  }

  /// Appends bytes. If there is no room for them, moves those that are still needed to the front.
  void feed(byte[] more, int from, int length) {
    if (bytes.length - limit < length) {
      int needed = limit - start;
      byte[] roomy = needed + length > bytes.length ? new byte[grown(needed + length)] : bytes;
      System.arraycopy(bytes, start, roomy, 0, needed);
      moved(roomy);
    }
    System.arraycopy(more, from, bytes, limit, length);
    limit += length;
  }

  /// Releases the room that isn't needed.
  void shrink() {
    moved(Arrays.copyOfRange(bytes, start, limit));
  }

  /// Updates all positions after the bytes from `start` on were moved to the front of `array`.
  private void moved(byte[] array) {
    bytes = array;
    base += start;
    pos -= start;
    limit -= start;
    start = 0;
  }

  /// Removes `bytes[from, pos)` from the middle; offsets before it become invalid.
  void cutOut(int from) {
    int length = pos - from;
    System.arraycopy(bytes, pos, bytes, from, limit - pos);
    limit -= length;
    pos -= length;
    base += length;
  }

  private int grown(int needed) {
    return (int)
        Math.min(Integer.MAX_VALUE - 8, Math.max(Math.max(needed, FIRST_SIZE), 2L * bytes.length));
  }

  /// Returns the index of the last byte `wanted` in `bytes[from, to)`; -1 if there is none.
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
    return new String(bytes, start, limit - start, UTF_8);
  }
}
