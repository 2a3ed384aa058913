package dev.rowgate.infer.column;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Structure of a cell that may be a number: the text before the digits, the digits with their
/// marks, and the text after them.
final class NumberBytes {

  private static final int GROUP = 3;

  private static final byte[] NOTHING = {};

  private static final List<byte[]> BEFORE =
      NumberForm.SIGNS.stream().map(text -> text.getBytes(UTF_8)).toList();

  private static final List<byte[]> BEHIND =
      Stream.concat(NumberForm.SIGNS.stream(), Stream.of("%", "‰"))
          .map(text -> text.getBytes(UTF_8))
          .toList();

  private final byte[] bytes;
  private final int from;

  /// The first digit.
  private final int start;

  /// The index after the last digit.
  private final int end;

  private final int to;

  private NumberBytes(byte[] bytes, int from, int start, int end, int to) {
    this.bytes = bytes;
    this.from = from;
    this.start = start;
    this.end = end;
    this.to = to;
  }

  static NumberBytes of(byte[] bytes, int from, int to) {
    int start = from;
    while (start < to && !isDigit(bytes[start])) {
      start++;
    }
    int end = to;
    while (end > start && !isDigit(bytes[end - 1])) {
      end--;
    }
    return new NumberBytes(bytes, from, start, end, to);
  }

  /// Whether the text around the digits is only a currency or percent sign, or empty.
  boolean areAmount() {
    return isSign(from, beforePoint(), BEFORE) && isSign(behindPoint(), to, BEHIND);
  }

  /// Returns the start of the number, including the point of `.5`.
  private int beforePoint() {
    return start > from && isPoint(bytes[start - 1]) ? start - 1 : start;
  }

  /// Returns the end of the number, including the point of `5.`.
  private int behindPoint() {
    return end < to && isPoint(bytes[end]) ? end + 1 : end;
  }

  private boolean isSign(int at, int until, List<byte[]> signs) {
    byte[] text = stripped(at, until);
    return text.length == 0 || signs.stream().anyMatch(sign -> Arrays.equals(text, sign));
  }

  /// Returns the text around the number without spaces and arithmetic signs, that before and behind
  /// it joined as in `$USD`; empty if there is none.
  byte[] sign() {
    if (start == to) {
      return NOTHING;
    }
    byte[] before = stripped(from, beforePoint());
    byte[] behind = stripped(behindPoint(), to);
    if (before.length == 0 || behind.length == 0) {
      return before.length > 0 ? before : behind;
    }
    byte[] both = Arrays.copyOf(before, before.length + behind.length);
    System.arraycopy(behind, 0, both, before.length, behind.length);
    return both;
  }

  private byte[] stripped(int at, int until) {
    int first = at;
    int last = until;
    while (first < last && isSpaceOrSign(bytes[first])) {
      first++;
    }
    while (last > first && isSpaceOrSign(bytes[last - 1])) {
      last--;
    }
    // A no-break space is two bytes in UTF-8.
    if (last - first > 1 && bytes[last - 1] == (byte) 0xA0 && bytes[last - 2] == (byte) 0xC2) {
      last -= 2;
    } else if (last - first > 1 && bytes[first] == (byte) 0xC2 && bytes[first + 1] == (byte) 0xA0) {
      first += 2;
    }
    return first == last ? NOTHING : Arrays.copyOfRange(bytes, first, last);
  }

  private int digits(int at) {
    int to = at;
    while (to < end && isDigit(bytes[to])) {
      to++;
    }
    return to;
  }

  private static boolean isPoint(byte b) {
    return b == '.' || b == ',';
  }

  private static boolean isSpaceOrSign(byte b) {
    return b == ' ' || b == '-' || b == '+';
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /// Whether conversion to a number would lose information: `007` and `+49` are identifiers or
  /// phone numbers; `+12,50` is an amount.
  static boolean losesByNumber(byte[] bytes, int from, int to) {
    int first = behindSpaces(bytes, from, to);
    int at = first;
    if (at < to && (bytes[at] == '+' || bytes[at] == '-')) {
      at++;
    }
    boolean plus =
        first < to
            && bytes[first] == '+'
            && at < to
            && isDigit(bytes[at])
            && !hasMark(bytes, from, to);
    boolean leadingZero = at + 1 < to && bytes[at] == '0' && isDigit(bytes[at + 1]);
    return plus || leadingZero;
  }

  /// Whether the cell is digits, `E` and digits, such as `12E5`: syntactically a number, but more
  /// likely an identifier.
  static boolean isLikeId(byte[] bytes, int from, int to) {
    int first = behindSpaces(bytes, from, to);
    int at = first;
    while (at < to && isDigit(bytes[at])) {
      at++;
    }
    int exponent = at + 1;
    boolean letter = at > first && at < to && (bytes[at] == 'E' || bytes[at] == 'e');
    return letter && exponent < to && isDigit(bytes[exponent]);
  }

  private static int behindSpaces(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] == ' ') {
      at++;
    }
    return at;
  }

  /// Whether the cell contains a point or a comma.
  static boolean hasMark(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == '.' || bytes[i] == ',') {
        return true;
      }
    }
    return false;
  }

  /// Whether the mark in the cell may be a decimal point or a group mark: there is only one mark,
  /// with exactly three digits after it, and one to three before it that don't start with zero.
  static boolean isAmbiguous(byte[] bytes, int from, int to) {
    NumberBytes all = of(bytes, from, to);
    int mark = all.digits(all.start);
    return mark > all.start
        && mark - all.start <= GROUP
        && bytes[all.start] != '0'
        && mark < to
        && isPoint(bytes[mark])
        && all.end - mark - 1 == GROUP
        && all.digits(mark + 1) == all.end;
  }

  static boolean endsInZero(byte[] bytes, int from, int to) {
    NumberBytes all = of(bytes, from, to);
    return all.end > all.start && bytes[all.end - 1] == '0';
  }

  /// Whether the cell is an integer of at most 18 digits without leading zeros, optionally
  /// negative. Every numeric type accepts it.
  static boolean isPlainInteger(byte[] bytes, int from, int to) {
    int at = bytes[from] == '-' ? from + 1 : from;
    if (at == to || to - at > 18 || (bytes[at] == '0' && (to - at > 1 || at > from))) {
      return false;
    }
    while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at == to;
  }
}
