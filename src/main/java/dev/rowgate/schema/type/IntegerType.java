package dev.rowgate.schema.type;

import dev.rowgate.schema.text.Digits;
import dev.rowgate.schema.text.NumberText;
import dev.rowgate.schema.value.Numbers;
import dev.rowgate.schema.value.Value;

/// Type `integer`, `[+-]?\d+`, of any length up to the limit, written with all digits but without
/// `+` and leading zeros. `-0` stays `-0`.
public record IntegerType() implements FieldType.OfNumbers {

  @Override
  public String name() {
    return "integer";
  }

  @Override
  public boolean read(byte[] bytes, int from, int to, Value into) {
    if (from == to || to - from > NumberText.MAX_LENGTH) {
      return false;
    }
    boolean negative = bytes[from] == '-';
    int first = negative || bytes[from] == '+' ? from + 1 : from;
    if (first == to || Digits.end(bytes, first, to) != to) {
      return false;
    }
    setWhole(bytes, negative, first, to, into);
    return true;
  }

  /// Stores the integer with the digits `bytes[first, to)`, at least one. If it is negative, the
  /// sign is directly before `first`.
  static void setWhole(byte[] bytes, boolean negative, int first, int to, Value into) {
    int start = first;
    while (start < to - 1 && bytes[start] == '0') {
      start++;
    }
    if (!negative) {
      into.setNumber(bytes, start, to);
    } else if (start == first) {
      into.setNumber(bytes, start - 1, to);
    } else {
      byte[] scratch = into.scratch(1 + to - start);
      scratch[0] = '-';
      System.arraycopy(bytes, start, scratch, 1, to - start);
      into.setNumber(scratch, 0, 1 + to - start);
    }
    if (to - start <= Numbers.SMALL_DIGITS) {
      long size = Digits.number(bytes, start, to);
      into.setSmallInteger(negative ? -size : size);
    }
  }
}
