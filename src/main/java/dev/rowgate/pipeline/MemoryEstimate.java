package dev.rowgate.pipeline;

import dev.rowgate.options.Limits;

/// Estimate of the memory of a run beyond its ordinary buffers: none, unless a record or the header
/// is long. The numbers are upper bounds, from the possible growth of buffers, not measurements.
final class MemoryEstimate {

  /// Size of an ordinary window: one piece of input, and the start of a record before it.
  private static final int ORDINARY = 96 << 10;

  /// A line from fewer bytes than this fits into the ordinary buffers, whatever the bytes are.
  private static final int LONG = 32 << 10;

  /// Maximum size of a piece that is fed at once.
  private static final int PIECE = 64 << 10;

  /// Factor for written text: a control character becomes `\u0001`.
  private static final int TO_WRITE = 6;

  /// Factor for JSON in a cell, which becomes a tree first: `[1,2,…]` takes 30 bytes for each of
  /// its own, and sorting it or checking it against a JSON Schema as much again.
  private static final int TO_PARSE = 60;

  /// Factor for the labels: as text, encoded, and in a map.
  private static final int TO_KEEP = 10;

  private static final int FOR_A_COLUMN = 64;

  /// Granularity of requests, so that they are rare.
  private static final int STEP = 64 << 10;

  private final Limits limits;

  /// Bytes of buffers per byte of a record that is read or written.
  private final int toRead;

  private final int toWrite;
  private long labels;
  private boolean labelsKnown;

  /// @param toRead bytes of buffers per byte of a record that is read
  /// @param parsesJson whether a cell may hold JSON
  MemoryEstimate(Limits limits, int toRead, boolean parsesJson) {
    this.limits = limits;
    this.toRead = toRead;
    this.toWrite = parsesJson ? TO_PARSE : TO_WRITE;
  }

  /// @param bytes of all labels together
  void setLabels(long bytes, int columns) {
    labels = weight(bytes, columns);
    labelsKnown = true;
  }

  static long weight(long bytes, int columns) {
    return bytes + (long) columns * FOR_A_COLUMN;
  }

  /// Memory while the labels are created from a header.
  long toBind(long unread, long weight) {
    return rounded(reading(unread) + keeping(weight));
  }

  /// @param unread bytes of the input from the start of the record being read
  /// @param written bytes of output that wasn't drained yet
  long toRead(long unread, long written) {
    return rounded(reading(unread) + keeping(labels) + (written <= 4 * LONG ? 0 : written));
  }

  /// @param record length in bytes of the record that is being written
  long toWrite(long unread, long record) {
    long line = record + labels;
    return rounded(reading(unread) + keeping(labels) + (line <= LONG ? 0 : toWrite * line));
  }

  /// The maximum that any record may need.
  long most() {
    long record = limits.recordBytes();
    long weight = labelsKnown ? labels : weight(record, limits.fields());
    long unread = record + 2L * PIECE;
    return rounded(toRead * unread + keeping(weight) + toWrite * (record + weight));
  }

  private long reading(long unread) {
    return unread <= ORDINARY ? 0 : toRead * unread;
  }

  private static long keeping(long weight) {
    return weight <= LONG ? 0 : TO_KEEP * weight;
  }

  private static long rounded(long bytes) {
    return (bytes + STEP - 1) / STEP * STEP;
  }
}
