package dev.rowgate.lines;

import java.io.IOException;
import java.io.OutputStream;

/// Stream that turns lines of JSON into a JSON text sequence (RFC 7464): it writes a record
/// separator before each line. Removing the separators restores the lines byte for byte, because
/// neither they nor line ends occur inside a JSON text as [LineWriter] writes it.
public final class JsonSequence extends OutputStream {

  private static final int SEPARATOR = 0x1e;

  private final OutputStream out;
  private boolean atStart = true;

  public JsonSequence(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int b) throws IOException {
    if (atStart) {
      out.write(SEPARATOR);
    }
    out.write(b);
    atStart = b == '\n';
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    int end = offset + length;
    for (int at = offset; at < end; ) {
      if (atStart) {
        out.write(SEPARATOR);
      }
      int next = behindLine(from, at, end);
      out.write(from, at, next - at);
      atStart = from[next - 1] == '\n';
      at = next;
    }
  }

  private static int behindLine(byte[] from, int begin, int end) {
    int at = begin;
    while (at < end && from[at] != '\n') {
      at++;
    }
    return Math.min(at + 1, end);
  }
}
