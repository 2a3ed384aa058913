package dev.rowgate.schema.type;

import dev.rowgate.schema.text.Digits;
import dev.rowgate.schema.text.NumberText;
import dev.rowgate.schema.value.Numbers;
import dev.rowgate.schema.value.Value;

/// Type `number`, `[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?`, written with its original digits. Only
/// what JSON doesn't allow is changed, such as `+` or leading zeros. `NaN`, `INF` and `-INF` are
/// accepted in any case and written as strings, because JSON has no such numbers.
public record NumberType() implements FieldType.OfNumbers {

  @Override
  public String name() {
    return "number";
  }

  @Override
  public boolean read(byte[] bytes, int from, int to, Value into) {
    if (from == to || to - from > NumberText.MAX_LENGTH) {
      return false;
    }
    boolean negative = bytes[from] == '-';
    int first = negative || bytes[from] == '+' ? from + 1 : from;
    int point = Digits.end(bytes, first, to);
    boolean hasPoint = point < to && bytes[point] == '.';
    int mantissaEnd = hasPoint ? Digits.end(bytes, point + 1, to) : point;
    int digits = mantissaEnd - first - (hasPoint ? 1 : 0);
    if (digits == 0) {
      return readSpecial(bytes, from, to, into);
    }
    if (mantissaEnd < to && !NumberText.isExponent(bytes, mantissaEnd, to)) {
      return false;
    }
    if (point == to) {
      IntegerType.setWhole(bytes, negative, first, to, into);
    } else {
      set(bytes, negative, first, point, mantissaEnd, to, into);
    }
    return true;
  }

  private static boolean readSpecial(byte[] bytes, int from, int to, Value into) {
    return readWord(Numbers.NAN, bytes, from, to, into)
        || readWord(Numbers.INFINITY, bytes, from, to, into)
        || readWord(Numbers.MINUS_INFINITY, bytes, from, to, into);
  }

  /// Reads the word in any case and stores it in the standard's spelling.
  private static boolean readWord(String word, byte[] bytes, int from, int to, Value into) {
    if (!Digits.isInAnyCase(word, bytes, from, to)) {
      return false;
    }
    byte[] text = into.scratch(word.length());
    for (int i = 0; i < word.length(); i++) {
      text[i] = (byte) word.charAt(i);
    }
    into.setText(text, 0, word.length());
    return true;
  }

  /// Stores the number with the digits `bytes[first, mantissaEnd)`. `point` is the index of the
  /// decimal point, or `mantissaEnd` if there is none. The exponent, if any, is `bytes[mantissaEnd,
  /// to)`.
  private static void set(
      byte[] bytes, boolean negative, int first, int point, int mantissaEnd, int to, Value into) {
    int start = first;
    while (start < point - 1 && bytes[start] == '0') {
      start++;
    }
    boolean bareFraction = start == point;
    boolean bareWhole = mantissaEnd == point + 1;
    boolean movesSign = negative && start > first;
    boolean closesGap = bareWhole && mantissaEnd < to;
    if (!bareFraction && !movesSign && !closesGap) {
      into.setNumber(bytes, negative ? start - 1 : start, bareWhole ? point : to);
      return;
    }
    byte[] scratch = into.scratch(to - start + 2);
    int length = 0;
    if (negative) {
      scratch[length++] = '-';
    }
    if (bareFraction) {
      scratch[length++] = '0';
    }
    int kept = (bareWhole ? point : mantissaEnd) - start;
    System.arraycopy(bytes, start, scratch, length, kept);
    System.arraycopy(bytes, mantissaEnd, scratch, length + kept, to - mantissaEnd);
    into.setNumber(scratch, 0, length + kept + to - mantissaEnd);
  }

  @Override
  public boolean areOrdered(Value one, Value other) {
    return !Numbers.isNaN(one) && !Numbers.isNaN(other);
  }
}
