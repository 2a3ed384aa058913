package dev.rowgate.records;

import dev.rowgate.problem.RowProblem;
import org.jspecify.annotations.Nullable;

/// One record of the input: its position, and its cells or its fault. There is one instance, filled
/// anew for each record; its content is valid until the next [RecordReader#next()]. Cells are
/// counted from 0.
public final class RawRecord implements CellSource {

  static final byte[] NO_BYTES = {};

  byte[] bytes = NO_BYTES;
  int start;
  int contentEnd;
  int end;
  byte[] rewritten = NO_BYTES;
  final Cells cells = new Cells();
  RowProblem.@Nullable Broken fault;
  long number;
  long line;
  long endLine;
  long byteOffset;
  long byteLength;
  int exempt;
  boolean resynced;
  boolean lineEnded;

  /// Number of leading bytes that the [SourceTap] has received.
  int tapped;

  RawRecord() {}

  /// Drops the references to arrays.
  void forget() {
    bytes = NO_BYTES;
    rewritten = NO_BYTES;
    cells.trim();
  }

  /// The array that contains the record as it was read, from [#start()] on.
  public byte[] bytes() {
    return bytes;
  }

  public int start() {
    return start;
  }

  /// Number of leading bytes that a [SourceTap] has received.
  public int tapped() {
    return tapped;
  }

  /// The record's length in bytes of UTF-8, including its line end, whatever the source encoding.
  @Override
  public int length() {
    return end - start;
  }

  /// Why the record can't be split into cells; null if it can.
  public RowProblem.@Nullable Broken fault() {
    return fault;
  }

  @Override
  public int cellCount() {
    return cells.count;
  }

  /// The number of leading cells that belong to a rejects file, which the numbers in problems don't
  /// count.
  public int cellsInFront() {
    return exempt;
  }

  /// Whether some cells are the dialect's null sequence.
  public boolean hasNulls() {
    return cells.hasNulls;
  }

  /// Adds cells without a value, up to this number of cells.
  public void fill(int cellCount) {
    int end = contentEnd - start;
    while (cells.count < cellCount) {
      cells.add(end, end, Cells.NULL);
      cells.hasNulls = true;
    }
  }

  /// Whether cell `i` is the dialect's null sequence; it has no content then.
  @Override
  public boolean isNull(int i) {
    return cells.form[i] == Cells.NULL;
  }

  /// The array that holds cell `i`, valid UTF-8, in the range from [#from(int)] to [#to(int)].
  @Override
  public byte[] cellBytes(int i) {
    return cells.form[i] == Cells.REWRITTEN ? rewritten : bytes;
  }

  @Override
  public int from(int i) {
    return cells.form[i] == Cells.REWRITTEN ? cells.from[i] : start + cells.from[i];
  }

  @Override
  public int to(int i) {
    return cells.form[i] == Cells.REWRITTEN ? cells.to[i] : start + cells.to[i];
  }

  /// Start of cell `i` in the record, in bytes of UTF-8 from the record's start, without its
  /// quotes. The cells of a malformed record may be incomplete. A missing cell is at the end.
  public int placeFrom(int i) {
    return place(cells.places > 0 ? cells.placeFrom : cells.from, i);
  }

  /// Index after the last byte of cell `i`, counted like [#placeFrom(int)].
  public int placeTo(int i) {
    return place(cells.places > 0 ? cells.placeTo : cells.to, i);
  }

  /// The byte before cell `i`, such as its quote; -1 for none.
  public int byteBefore(int i) {
    int at = placeFrom(i);
    return at == 0 ? -1 : bytes[start + at - 1] & 0xFF;
  }

  private int place(int[] places, int i) {
    int known = cells.places > 0 ? cells.places : cells.count;
    return i < known ? places[i] : fault == null ? contentEnd - start : length();
  }

  /// The number of the data record, from 1; 0 for the header.
  public long number() {
    return number;
  }

  @Override
  public long line() {
    return line;
  }

  /// The physical line on which it ends.
  public long endLine() {
    return endLine;
  }

  /// Start of the record in the source, in bytes from 0.
  public long byteOffset() {
    return byteOffset;
  }

  /// The record's length in bytes of the source, including its line end.
  public long byteLength() {
    return byteLength;
  }

  /// Whether the record has a line end; only the last one of an input may have none.
  public boolean lineEnded() {
    return lineEnded;
  }

  /// Whether the record was read where a failed look-ahead had seen quotes, see [LookAhead].
  public boolean resynced() {
    return resynced;
  }
}
