package dev.rowgate.records;

import dev.rowgate.options.Dialect;
import org.jspecify.annotations.Nullable;

/// [CellReader] that reads cells in place. Only a cell with a doubled quote or an escape is copied,
/// without these. Not thread-safe.
final class InPlaceReader implements CellReader {

  private final Dialect dialect;
  private final @Nullable NullSequence nulls;
  private byte[] rewritten = RawRecord.NO_BYTES;
  private int used;

  InPlaceReader(Dialect dialect) {
    this.dialect = dialect;
    String nullSequence = dialect.nullSequence();
    this.nulls = nullSequence == null ? null : new NullSequence(nullSequence);
  }

  @Override
  public void read(RawRecord record) {
    trimAndMarkNulls(record);
    if (record.cells.needReading) {
      rewrite(record);
    }
  }

  /// For the cells without their escapes.
  @Override
  public int bufferBytesPerByte() {
    return 1;
  }

  @Override
  public void trim() {
    rewritten = RawRecord.NO_BYTES;
  }

  private void trim(RawRecord record) {
    for (int i = 0; i < record.cells.count; i++) {
      trim(record.bytes, record.start, record.cells, i);
    }
  }

  /// Applies what isn't parsing, for a record that Commons CSV has parsed.
  void trimAndMarkNulls(RawRecord record) {
    if (dialect.trim()) {
      trim(record);
    }
    if (nulls != null && record.number > 0) {
      nulls.mark(record);
    }
  }

  private void trim(byte[] bytes, int start, Cells cells, int i) {
    if (cells.form[i] == Cells.QUOTED || cells.form[i] == Cells.QUOTED_ESCAPED) {
      return;
    }
    int from = cells.from[i];
    int to = cells.to[i];
    while (from < to && isBlank(bytes[start + from])) {
      from++;
    }
    while (to > from && isBlank(bytes[start + to - 1]) && !isEscaped(bytes, start, from, to - 1)) {
      to--;
    }
    cells.from[i] = from;
    cells.to[i] = to;
  }

  private boolean isBlank(byte b) {
    return (b == ' ' || b == '\t') && b != dialect.escape();
  }

  /// Whether the character at `at` is escaped: an odd number of escapes precedes it.
  private boolean isEscaped(byte[] bytes, int start, int from, int at) {
    int escapes = at;
    while (escapes > from && bytes[start + escapes - 1] == dialect.escape()) {
      escapes--;
    }
    return (at - escapes) % 2 == 1;
  }

  private void rewrite(RawRecord record) {
    Cells cells = record.cells;
    int length = record.end - record.start;
    if (rewritten.length < length) {
      rewritten = new byte[Math.max(length, 2 * rewritten.length)];
    }
    used = 0;
    cells.keepPlaces();
    record.rewritten = rewritten;
    for (int i = 0; i < cells.count; i++) {
      if (cells.form[i] == Cells.QUOTED_ESCAPED || cells.form[i] == Cells.PLAIN_ESCAPED) {
        boolean quoted = cells.form[i] == Cells.QUOTED_ESCAPED;
        int from = used;
        unescape(record.bytes, record.from(i), record.to(i), quoted);
        cells.from[i] = from;
        cells.to[i] = used;
        cells.form[i] = Cells.REWRITTEN;
      }
    }
  }

  /// Copies a cell without its escapes, and inside quotes with one quote for each doubled one.
  private void unescape(byte[] bytes, int from, int to, boolean quoted) {
    for (int i = from; i < to; i++) {
      int c = bytes[i] & 0xFF;
      boolean leavesOut = c == dialect.escape() || (quoted && c == dialect.quote());
      if (leavesOut && i + 1 < to) {
        i++;
      }
      rewritten[used++] = bytes[i];
    }
  }
}
