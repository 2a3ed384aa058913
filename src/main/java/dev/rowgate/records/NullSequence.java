package dev.rowgate.records;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/// Finds the cells that the dialect has no value in: those that are written as its null sequence,
/// in quotes or not. What is written counts and not what it means, so that `\N` is found where the
/// backslash is an escape.
final class NullSequence {

  private final byte[] bytes;

  NullSequence(String text) {
    this.bytes = text.getBytes(UTF_8);
  }

  /// Marks them in a record whose cells stand where they were found.
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
