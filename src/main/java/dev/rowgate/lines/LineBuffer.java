package dev.rowgate.lines;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Buffer of output lines that aren't drained yet. Its array is reused. Lines that exceed the
/// array's limit continue in further arrays, which are never copied to grow and are freed when
/// drained.
public final class LineBuffer extends OutputStream {

  private static final int FIRST = 256;
  private static final int LARGEST = 128 << 10;
  private static final byte[] NONE = {};

  private final List<byte[]> full = new ArrayList<>();
  private int inFull;

  /// The array for the next bytes, which go to index `used`. A caller may write to it directly
  /// where there is [room][#hasRoom].
  public byte[] bytes = NONE;

  public int used;

  public int size() {
    return inFull + used;
  }

  @Override
  public void write(int b) {
    makeRoom(1);
    bytes[used++] = (byte) b;
  }

  @Override
  public void write(byte[] from, int offset, int length) {
    int at = offset;
    int left = length;
    while (left > 0) {
      makeRoom(left);
      int taken = Math.min(left, bytes.length - used);
      System.arraycopy(from, at, bytes, used, taken);
      used += taken;
      at += taken;
      left -= taken;
    }
  }

  /// Writes all lines to `out` and clears the buffer, even if writing fails.
  public void drainTo(OutputStream out) throws IOException {
    var ready = new ArrayList<>(full);
    int last = used;
    clear();
    for (byte[] each : ready) {
      out.write(each, 0, each.length);
    }
    out.write(bytes, 0, last);
  }

  /// Exchanges the content with that of another buffer.
  public void swap(LineBuffer other) {
    byte[] itsBytes = other.bytes;
    int itsUsed = other.used;
    var itsFull = new ArrayList<>(other.full);
    int itsInFull = other.inFull;
    other.clear();
    other.full.addAll(full);
    other.inFull = inFull;
    other.bytes = bytes;
    other.used = used;
    clear();
    full.addAll(itsFull);
    inFull = itsInFull;
    bytes = itsBytes;
    used = itsUsed;
  }

  /// The number of bytes of memory in use.
  public int capacity() {
    return inFull + bytes.length;
  }

  /// Returns a copy of the content.
  byte[] toByteArray() {
    byte[] all = new byte[size()];
    int at = 0;
    for (byte[] each : full) {
      System.arraycopy(each, 0, all, at, each.length);
      at += each.length;
    }
    System.arraycopy(bytes, 0, all, at, used);
    return all;
  }

  /// Moves the content to the end of another buffer.
  public void moveTo(LineBuffer other) {
    for (byte[] each : full) {
      other.write(each, 0, each.length);
    }
    other.write(bytes, 0, used);
    clear();
  }

  public void clear() {
    full.clear();
    inFull = 0;
    used = 0;
  }

  /// Whether [#bytes], which may grow for it, has room for this many bytes.
  public boolean hasRoom(long length) {
    if (bytes.length - used < length && bytes.length < LARGEST) {
      long wanted = Math.max(Math.max(used + length, FIRST), 2L * bytes.length);
      bytes = Arrays.copyOf(bytes, (int) Math.min(LARGEST, wanted));
    }
    return bytes.length - used >= length;
  }

  /// Releases the memory of an empty buffer.
  public void trim() {
    if (size() == 0) {
      bytes = NONE;
    }
  }

  /// Ensures room for at least one byte.
  private void makeRoom(int length) {
    if (!hasRoom(length) && used == bytes.length) {
      full.add(bytes);
      inFull += bytes.length;
      bytes = new byte[LARGEST];
      used = 0;
    }
  }
}
