package dev.rowgate.schema.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What a cell holds once its type has read it: what goes out, and what constraints compare. One
/// instance is reused for every cell of a run, so that a good row makes no object. Not thread-safe.
public final class Value {

  /// How the value goes out.
  public enum Kind {
    /// A JSON string of `bytes[from, to)`, which is UTF-8.
    TEXT,
    /// A JSON number, the ASCII text of `bytes[from, to)` to the digit.
    NUMBER,
    /// A JSON array or object, the text of `bytes[from, to)`, which has no white space.
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
  private @Nullable JsonText json;

  public Kind kind() {
    return kind;
  }

  /// The array that holds the text that goes out; only for `TEXT`, `NUMBER` and `JSON`.
  public byte[] bytes() {
    return bytes;
  }

  public int from() {
    return from;
  }

  public int to() {
    return to;
  }

  /// The text of `bytes[from, to)`; only where [#bytes] is there.
  public String asText() {
    return new String(bytes, from, to - from, UTF_8);
  }

  public void setNull() {
    set(Kind.NULL, NO_BYTES, 0, 0);
  }

  public void setBoolean(boolean value) {
    set(value ? Kind.TRUE : Kind.FALSE, NO_BYTES, 0, 0);
  }

  public void setText(byte[] bytes, int from, int to) {
    set(Kind.TEXT, bytes, from, to);
  }

  public void setNumber(byte[] bytes, int from, int to) {
    set(Kind.NUMBER, bytes, from, to);
  }

  /// Sets the array or object that [#json] holds.
  ///
  /// @param count how many items or members it has
  public void setJson(int count) {
    JsonText text = json();
    set(Kind.JSON, text.bytes(), 0, text.length());
    parts = count;
  }

  /// The number as a `long`, kept beside its text so that a bound costs one comparison.
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

  /// What bounds and enumerations compare, where the text alone won't do: a `BigDecimal`, a date.
  public void setComparable(Object value) {
    comparable = value;
  }

  @Nullable
  public Object comparable() {
    return comparable;
  }

  /// How long the value is: the items of an array, the members of an object, the characters of the
  /// text that goes out.
  public int length() {
    if (kind == Kind.JSON) {
      return parts;
    }
    int count = 0;
    for (int at = from; at < to; at++) {
      // Every byte but a continuation starts one.
      if ((bytes[at] & 0xC0) != 0x80) {
        count++;
      }
    }
    return count;
  }

  /// The order of the texts that go out, by their bytes, which is that of their code points.
  public int compareBytes(Value other) {
    return Arrays.compareUnsigned(bytes, from, to, other.bytes, other.from, other.to);
  }

  /// Room for a text that differs from the cell's: valid until the next call.
  public byte[] scratch(int length) {
    if (scratch.length < length) {
      // Made late: a schema keeps a value for each word of an enumeration, and those need none.
      scratch = new byte[Math.max(length, Math.max(MIN_SCRATCH, 2 * scratch.length))];
    }
    return scratch;
  }

  /// Room for a cell's text once it is written as its type's default has it: valid until the next
  /// call, and not the room that [#scratch] gives.
  public byte[] plain(int length) {
    if (plain.length < length) {
      plain = new byte[Math.max(length, Math.max(MIN_SCRATCH, 2 * plain.length))];
    }
    return plain;
  }

  /// Where a type that holds others reads one of them.
  public Value item() {
    if (item == null) {
      item = new Value();
    }
    return item;
  }

  /// Where a type writes an array or an object, which [#setJson] then makes the value.
  public JsonText json() {
    if (json == null) {
      json = new JsonText();
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
