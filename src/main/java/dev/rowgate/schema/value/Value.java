package dev.rowgate.schema.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Typed value of one cell: its output form, and what constraints compare. One mutable instance is
/// reused for all cells of a field in a run, so a valid row allocates nothing. Not thread-safe.
public final class Value {

  /// Output form of a value.
  public enum Kind {
    /// A JSON string with the UTF-8 text `bytes[from, to)`.
    TEXT,
    /// A JSON number, written digit for digit as the ASCII text `bytes[from, to)`.
    NUMBER,
    /// A JSON array or object: the compact text `bytes[from, to)`.
    JSON,
    TRUE,
    FALSE,
    NULL
  }

  private static final byte[] NO_BYTES = {};
  private static final int MIN_SCRATCH = 64;

  private Kind kind = Kind.NULL;
  private byte[] bytes = NO_BYTES;
  private int from;
  private int to;
  private boolean small;
  private long smallInteger;
  private int parts;
  private @Nullable Object comparable;
  private byte[] scratch = NO_BYTES;
  private byte[] plain = NO_BYTES;
  private @Nullable Value item;
  private @Nullable JsonBuffer json;

  public Kind kind() {
    return kind;
  }

  /// The array that holds the output text; valid only for `TEXT`, `NUMBER` and `JSON`.
  public byte[] bytes() {
    return bytes;
  }

  public int from() {
    return from;
  }

  public int to() {
    return to;
  }

  /// The text `bytes[from, to)`; valid only for `TEXT`, `NUMBER` and `JSON`.
  public String asText() {
    return new String(bytes, from, to - from, UTF_8);
  }

  public void setBoolean(boolean value) {
    set(value ? Kind.TRUE : Kind.FALSE, NO_BYTES, 0, 0);
  }

  /// Releases the reference to an array, which may be the buffer of the whole input.
  public void forget() {
    setText(NO_BYTES, 0, 0);
  }

  public void setText(byte[] bytes, int from, int to) {
    set(Kind.TEXT, bytes, from, to);
  }

  public void setNumber(byte[] bytes, int from, int to) {
    set(Kind.NUMBER, bytes, from, to);
  }

  /// Sets the array or object that was written to [#json].
  ///
  /// @param count the number of its items or members
  public void setJson(int count) {
    JsonBuffer text = json();
    set(Kind.JSON, text.bytes(), 0, text.length());
    parts = count;
  }

  /// Stores the number as a `long` beside its text, so that checking a bound is one comparison.
  public void setSmallInteger(long value) {
    small = true;
    smallInteger = value;
  }

  public boolean isSmallInteger() {
    return small;
  }

  public long smallInteger() {
    return smallInteger;
  }

  /// Stores the form that bounds and enumerations compare, where the text isn't enough: a
  /// `BigDecimal`, a point in time.
  public void setComparable(Object value) {
    comparable = value;
  }

  @Nullable
  public Object comparable() {
    return comparable;
  }

  /// The length that `minLength` and `maxLength` compare: items of an array, members of an object,
  /// code points of a text.
  public int length() {
    if (kind == Kind.JSON) {
      return parts;
    }
    int count = 0;
    for (int at = from; at < to; at++) {
      // Count every byte that isn't a UTF-8 continuation byte.
      if ((bytes[at] & 0xC0) != 0x80) {
        count++;
      }
    }
    return count;
  }

  /// Compares the texts by bytes, which for UTF-8 is the order of code points.
  public int compareBytes(Value other) {
    return Arrays.compareUnsigned(bytes, from, to, other.bytes, other.from, other.to);
  }

  /// Returns a buffer for output text that differs from the cell's; valid until the next call.
  public byte[] scratch(int length) {
    if (scratch.length < length) {
      // Allocated on demand: each value of an enumeration is kept, and most need no buffer.
      scratch = new byte[Math.max(length, Math.max(MIN_SCRATCH, 2 * scratch.length))];
    }
    return scratch;
  }

  /// Returns a buffer for a cell rewritten in its type's default format; valid until the next call,
  /// and distinct from [#scratch].
  public byte[] plain(int length) {
    if (plain.length < length) {
      plain = new byte[Math.max(length, Math.max(MIN_SCRATCH, 2 * plain.length))];
    }
    return plain;
  }

  /// The value into which a composite type reads one of its items.
  public Value item() {
    if (item == null) {
      item = new Value();
    }
    return item;
  }

  /// The buffer into which a type writes an array or object, before it calls [#setJson].
  public JsonBuffer json() {
    if (json == null) {
      json = new JsonBuffer();
    }
    return json;
  }

  private void set(Kind kind, byte[] bytes, int from, int to) {
    this.kind = kind;
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    this.small = false;
    this.comparable = null;
  }
}
