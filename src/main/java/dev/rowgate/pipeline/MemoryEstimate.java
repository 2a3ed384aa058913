package dev.rowgate.pipeline;

import dev.rowgate.options.Limits;

/// How much memory a run takes beyond its ordinary buffers: none, unless a record or the header is
/// long. The numbers are upper bounds by what the buffers may grow to, not measured ones.
final class MemoryEstimate {

  /// An ordinary window holds one piece of input, and the start of a record before it.
  private static final int ORDINARY = 96 << 10;

  /// A line that comes of fewer bytes fits the ordinary buffers, whatever they are.
  private static final int LONG = 32 << 10;

  /// The largest piece that is fed at once.
  private static final int PIECE = 64 << 10;

  /// A control character becomes `\u0001`.
  private static final int TO_WRITE = 6;

  /// JSON in a cell becomes a tree first: `[1,2,…]` takes 30 bytes for each of its own, its order
  /// or what a JSON Schema says of it as much again.
  private static final int TO_PARSE = 60;

  /// The labels as text, encoded, and in a map.
  private static final int TO_KEEP = 10;

  private static final int FOR_A_COLUMN = 64;

  /// Asked for in such steps, so that it isn't asked for all the time.
  private static final int STEP = 64 << 10;

  private final Limits limits;

  /// Bytes of buffers for each byte of a record that is read, and that is written.
  private final int toRead;

  private final int toWrite;
  private long labels;
  private boolean labelsKnown;

  /// @param toRead bytes of buffers for each byte of a record that is read
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

  /// While the labels are being made of a header.
  long toBind(long unread, long weight) {
    return rounded(reading(unread) + keeping(weight));
  }

  /// @param unread bytes of the input, from the start of the record that is being read on
  /// @param written bytes of lines that nobody has taken yet
  long toRead(long unread, long written) {
    return rounded(reading(unread) + keeping(labels) + (written <= 4 * LONG ? 0 : written));
  }

  /// @param record bytes of the one that becomes a line
  long toWrite(long unread, long record) {
    long line = record + labels;
    return rounded(reading(unread) + keeping(labels) + (line <= LONG ? 0 : toWrite * line));
  }

  /// The most that any record may come to need.
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
