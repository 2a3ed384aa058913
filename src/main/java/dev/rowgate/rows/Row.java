package dev.rowgate.rows;

import dev.rowgate.records.RawRecord;
import dev.rowgate.schema.value.Value;
import java.util.Arrays;

/// Typed values of one record, as ranges of byte arrays. One instance is reused for all records, so
/// a valid row allocates nothing. Values are indexed from 0 in the order of the columns. Not
/// thread-safe.
public final class Row {

  private static final byte[] NO_BYTES = {};

  private final Value.Kind[] kinds;
  private final byte[][] bytes;
  private final int[] from;
  private final int[] to;
  private byte[] copies = new byte[64];
  private int copied;
  private long record;
  private long line;
  private long byteOffset;

  public Row(int size) {
    kinds = new Value.Kind[size];
    bytes = new byte[size][];
    from = new int[size];
    to = new int[size];
    Arrays.fill(kinds, Value.Kind.NULL);
    Arrays.fill(bytes, NO_BYTES);
  }

  public int size() {
    return kinds.length;
  }

  public Value.Kind kind(int i) {
    return kinds[i];
  }

  /// The array that holds the text of value `i`; meaningful only if its kind has a text.
  public byte[] bytes(int i) {
    return bytes[i];
  }

  public int from(int i) {
    return from[i];
  }

  public int to(int i) {
    return to[i];
  }

  /// Discards the values and all references to arrays, so that these can be freed.
  public void forget() {
    Arrays.fill(bytes, NO_BYTES);
    copies = new byte[64];
    copied = 0;
  }

  /// The number of its record, from 1.
  public long record() {
    return record;
  }

  /// The physical line on which its record starts, from 1.
  public long line() {
    return line;
  }

  /// Start of its record in the source, in bytes from 0.
  public long byteOffset() {
    return byteOffset;
  }

  void begin(RawRecord of) {
    copied = 0;
    record = of.number();
    line = of.line();
    byteOffset = of.byteOffset();
  }

  void setNull(int i) {
    kinds[i] = Value.Kind.NULL;
  }

  /// Stores a value. A text outside the cell is in the value's own buffer, which the next value
  /// overwrites, and is copied.
  ///
  /// @param cell the array from which the value was read
  @SuppressWarnings("ReferenceEquality") // Which array it is, not what is in it.
  void set(int i, Value value, byte[] cell) {
    kinds[i] = value.kind();
    int length = value.to() - value.from();
    if (value.bytes() == cell || length == 0) {
      bytes[i] = value.bytes();
      from[i] = value.from();
      to[i] = value.to();
      return;
    }
    if (copies.length - copied < length) {
      // Values stored before keep the old array.
      copies = new byte[Math.max(length, 2 * copies.length)];
      copied = 0;
    }
    System.arraycopy(value.bytes(), value.from(), copies, copied, length);
    bytes[i] = copies;
    from[i] = copied;
    to[i] = copied += length;
  }
}
