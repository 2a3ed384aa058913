package dev.rowgate.rows;

import dev.rowgate.records.RawRecord;
import dev.rowgate.schema.value.Value;
import java.util.Arrays;

/// The typed values of one record, as positions of bytes: one instance is filled anew for each
/// record, so that a good row makes no object. Values are counted from 0, in the columns' order.
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

  /// The array that holds the text of value `i`, if its kind has one.
  public byte[] bytes(int i) {
    return bytes[i];
  }

  public int from(int i) {
    return from[i];
  }

  public int to(int i) {
    return to[i];
  }

  /// Keeps no array from being freed; the values are gone.
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

  /// Where its record starts in the source, in bytes from 0.
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

  void setText(int i, byte[] text, int textFrom, int textTo) {
    kinds[i] = Value.Kind.TEXT;
    bytes[i] = text;
    from[i] = textFrom;
    to[i] = textTo;
  }

  /// @param cell the bytes that the value was read from: a text that stands elsewhere is the
  ///   value's own, which the next value will overwrite, and is copied
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
      // The old array stays with the values that stand in it.
      copies = new byte[Math.max(length, 2 * copies.length)];
      copied = 0;
    }
    System.arraycopy(value.bytes(), value.from(), copies, copied, length);
    bytes[i] = copies;
    from[i] = copied;
    to[i] = copied += length;
  }
}
