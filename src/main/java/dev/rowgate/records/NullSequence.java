package dev.rowgate.records;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/// Detector of cells without a value: those written as the dialect's null sequence, quoted or not.
/// The written form counts, not its meaning, so that `\N` is found even if the backslash is an
/// escape.
final class NullSequence {

  private final byte[] bytes;

  NullSequence(String text) {
    this.bytes = text.getBytes(UTF_8);
  }

  /// Marks these cells in a record whose cells haven't been rewritten.
  void mark(RawRecord record) {
    Cells cells = record.cells;
    for (int i = 0; i < cells.count; i++) {
      int from = record.start + cells.from[i];
      int to = record.start + cells.to[i];
      if (to - from == bytes.length
          && Arrays.equals(record.bytes, from, to, bytes, 0, bytes.length)) {
        cells.from[i] = cells.to[i];
        cells.form[i] = Cells.NULL;
        cells.hasNulls = true;
      }
    }
  }
}
