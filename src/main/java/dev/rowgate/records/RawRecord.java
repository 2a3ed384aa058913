package dev.rowgate.records;

import dev.rowgate.problem.RowProblem;
import org.jspecify.annotations.Nullable;

/// One record of the input: where it stands, and its cells or what is wrong with it. There is one
/// instance, filled anew for each record; nothing of it holds after the next [RecordReader#next()].
/// Cells are counted from 0.
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

  /// How many bytes from the start on have gone to the [SourceTap].
  int tapped;

  RawRecord() {}

  /// Keeps no array from being freed.
  void forget() {
    bytes = NO_BYTES;
    rewritten = NO_BYTES;
    cells.trim();
  }

  /// What holds it as it was read, from [#start()] on.
  public byte[] bytes() {
    return bytes;
  }

  public int start() {
    return start;
  }

  /// How many bytes from its start on a [SourceTap] has had.
  public int tapped() {
    return tapped;
  }

  /// How many bytes it takes here, line end included: in UTF-8, whatever the source has.
  @Override
  public int length() {
    return end - start;
  }

  /// Why the cells can't be told, or null if they can.
  public RowProblem.@Nullable Broken fault() {
    return fault;
  }

  @Override
  public int cellCount() {
    return cells.count;
  }

  /// How many cells in front are those of a rejects file, which the numbers in problems don't
  /// count.
  public int cellsInFront() {
    return exempt;
  }

  /// Whether some cells are the dialect's null sequence.
  public boolean hasNulls() {
    return cells.hasNulls;
  }

  /// Adds cells without a value, up to so many cells in all.
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

  /// The array that holds cell `i`, valid UTF-8, from [#from(int)] to [#to(int)].
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

  /// Where cell `i` stands in the record, in bytes of UTF-8 from its start and without its quotes;
  /// of a broken record, as far as its cells are known. A cell that isn't there stands at the end.
  public int placeFrom(int i) {
    return place(cells.places > 0 ? cells.placeFrom : cells.from, i);
  }

  /// Behind the last byte of cell `i`, counted like [#placeFrom(int)].
  public int placeTo(int i) {
    return place(cells.places > 0 ? cells.placeTo : cells.to, i);
  }

  /// The byte in front of cell `i`, such as its quote; -1 for none.
  public int byteBefore(int i) {
    int at = placeFrom(i);
    return at == 0 ? -1 : bytes[start + at - 1] & 0xFF;
  }

  private int place(int[] places, int i) {
    int known = cells.places > 0 ? cells.places : cells.count;
    return i < known ? places[i] : fault == null ? contentEnd - start : length();
  }

  /// Which data record this is, from 1; the header is 0.
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

  /// Where it starts in the source, in bytes from 0.
  public long byteOffset() {
    return byteOffset;
  }

  /// How many bytes of the source it takes, line end included.
  public long byteLength() {
    return byteLength;
  }

  /// Whether its line has an end: only the last one of an input may have none.
  public boolean lineEnded() {
    return lineEnded;
  }

  /// Whether it was read where a failed look-ahead had seen quotes (the contract's recovery).
  public boolean resynced() {
    return resynced;
  }
}
