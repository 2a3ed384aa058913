package dev.rowgate.lines;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/// Lines that are ready and not yet taken. Grows to what one feeding makes of it; reused.
final class LineBuffer extends OutputStream {

  private byte[] bytes = new byte[8 << 10];
  private int size;

  int size() {
    return size;
  }

  @Override
  public void write(int b) {
    makeRoom(1);
    bytes[size++] = (byte) b;
  }

  @Override
  public void write(byte[] from, int offset, int length) {
    makeRoom(length);
    System.arraycopy(from, offset, bytes, size, length);
    size += length;
  }

  void drainTo(OutputStream out) throws IOException {
    int ready = size;
    size = 0;
    out.write(bytes, 0, ready);
  }

  private void makeRoom(int length) {
    if (bytes.length - size < length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + length, 2 * bytes.length));
    }
  }
}
