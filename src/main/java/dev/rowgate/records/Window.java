package dev.rowgate.records;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.bytes.SourceBytes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The one cursor over the input, which all of the splitter's classes share: the bytes that are
/// still needed, the next one to look at, and where the first one stands in the source. The bytes
/// reach from the start of the record being read to the last byte fed; the array grows to one
/// record and one feeding, no further.
final class Window {

  private static final int FIRST_SIZE = 256;

  byte[] bytes = {};

  /// Where the record or line being read starts.
  int start;

  /// The next byte to look at.
  int pos;

  /// Behind the last byte that was fed.
  int limit;

  /// Whether nothing comes behind `limit`.
  boolean ended;

  /// The physical line at `start`, and its place in the source in bytes; once a record was found,
  /// of what is behind it.
  long line = 1;

  long sourceOffset;

  private final SourceBytes source;
  private @Nullable SourceTap tap;

  /// What `bytes[0]` would be in the input, in bytes of UTF-8.
  private long base;

  Window(SourceBytes source) {
    this.source = source;
  }

  void setTap(SourceTap tap) {
    this.tap = tap;
  }

  /// The place of `bytes[at]` in the input, in bytes of UTF-8.
  long offset(int at) {
    return base + at;
  }

  /// Whether everything fed was looked at.
  boolean isUsedUp() {
    return pos == limit;
  }

  /// Goes to `to`, but holds what is before it: it is a record that is handed out now.
  ///
  /// @param newlines how many physical lines end in it
  /// @return how many bytes of the source it is
  long moveTo(int to, int newlines) {
    long length = source.length(bytes, start, to);
    sourceOffset += length;
    line += newlines;
    pos = to;
    return length;
  }

  /// Lets go of what is before the next byte to look at.
  void dropPassed() {
    start = pos;
  }

  /// Goes to `to`; everything before it is in no record.
  void skipTo(int to, int newlines) {
    if (tap != null) {
      tap.between(bytes, start, to);
    }
    moveTo(to, newlines);
    dropPassed();
  }

  /// Goes on at a place further on in the source, without the bytes up to there. What was fed is
  /// dropped.
  ///
  /// @param to in bytes of the source
  /// @param lines how many physical lines end before it, from the window's position on
  void jump(long to, long lines) {
    base += limit + (to - sourceOffset);
    start = 0;
    pos = 0;
    limit = 0;
    sourceOffset = to;
    line += lines;
  }

  /// Appends bytes, and moves what is still needed to the front if there is no room for them.
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

  /// Gives back the room that isn't needed.
  void shrink() {
    moved(Arrays.copyOfRange(bytes, start, limit));
  }

  /// The bytes from `start` on are at the front of `array` now.
  private void moved(byte[] array) {
    bytes = array;
    base += start;
    pos -= start;
    limit -= start;
    start = 0;
  }

  /// Takes `bytes[from, pos)` out of the middle; offsets before it don't hold any more.
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
    return new String(bytes, start, limit - start, UTF_8);
  }
}
