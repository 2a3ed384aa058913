package dev.rowgate.schema.type;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.options.Labels;
import dev.rowgate.problem.TypeHint;
import dev.rowgate.schema.text.Digits;
import java.util.Arrays;
import java.util.List;

/// Notation of a field's numbers: the decimal point, the separator of digit groups, and whether
/// text may surround the number. Rewrites a number in the plain notation. It is strict where a
/// mistake would change the value: `1,5` isn't a number with groups, and text around a number must
/// not look like a part of it.
final class NumberMarks {

  static final int NO_NUMBER = -1;

  /// Number of digits in each group after the first one, which has at most this many.
  private static final int GROUP = 3;

  /// Number of digits in inner groups of the Indian notation, where only the last group has three.
  /// `31.12.2025` is valid in neither notation.
  private static final int PAIR = 2;

  /// The typographic minus sign, U+2212.
  private static final byte[] TRUE_MINUS = "\u2212".getBytes(UTF_8);

  private static final byte[] NONE = {};

  private static final int FIRST_GROUP = 0;
  private static final int SECOND_GROUP = -1;
  private static final int BAD_GROUP = -2;

  private static final int NO_SIGN = 0;
  private static final int BAD_SIGN = -1;

  private final byte[] decimalChar;
  private final byte[] groupChar;
  private final boolean groupIsBlank;
  private final boolean bare;

  /// @param decimalChar empty for none
  /// @param groupChar empty for none
  /// @param bare whether no text may surround the number
  NumberMarks(String decimalChar, String groupChar, boolean bare) {
    this.decimalChar = decimalChar.isEmpty() ? NONE : decimalChar.getBytes(UTF_8);
    this.groupChar = groupChar.isEmpty() ? NONE : groupChar.getBytes(UTF_8);
    this.groupIsBlank = Labels.isBlank(groupChar);
    this.bare = bare;
  }

  /// Returns the marks as far as they aren't those of a field without properties.
  TypeHint.Stated stated() {
    String point = new String(decimalChar, UTF_8);
    return new TypeHint.Stated(
        List.of(),
        List.of(),
        point.isEmpty() || point.equals(".") ? null : point,
        groupChar.length == 0 ? null : new String(groupChar, UTF_8));
  }

  /// Returns the start of the number, after its sign; `to` if there is no digit.
  int start(byte[] bytes, int from, int to) {
    int digit = from;
    while (digit < to && !isDigit(bytes[digit])) {
      digit++;
    }
    int point = digit - decimalChar.length;
    return digit < to && point >= from && startsWith(decimalChar, bytes, point, to) ? point : digit;
  }

  /// Writes the number of the cell `bytes[from, to)` in the plain notation.
  ///
  /// @param start of the number, see [#start]
  /// @param text has room for one byte more than the cell has
  /// @return the length of the number, or [#NO_NUMBER]
  int rewrite(byte[] bytes, int from, int start, int to, byte[] text) {
    int sign = sign(bytes, from, start);
    int end = groupsEnd(bytes, start, to);
    if (sign == BAD_SIGN
        || (bare && start - from > 1)
        || endsWithGroup(bytes, from, start)
        || end == NO_NUMBER) {
      return NO_NUMBER;
    }
    int length = 0;
    if (sign != NO_SIGN) {
      text[length++] = (byte) sign;
    }
    length = copyDigits(bytes, start, end, text, length);
    int at = end;
    if (startsWith(decimalChar, bytes, at, to)) {
      text[length++] = '.';
      int fraction = at + decimalChar.length;
      at = Digits.end(bytes, fraction, to);
      length = copyDigits(bytes, fraction, at, text, length);
    }
    int exponentEnd = exponentEnd(bytes, at, to);
    System.arraycopy(bytes, at, text, length, exponentEnd - at);
    return isSuffix(bytes, exponentEnd, to) ? length + exponentEnd - at : NO_NUMBER;
  }

  private static int copyDigits(byte[] bytes, int from, int to, byte[] text, int length) {
    int end = length;
    for (int at = from; at < to; at++) {
      if (isDigit(bytes[at])) {
        text[end++] = bytes[at];
      }
    }
    return end;
  }

  /// Returns the end of the digit groups that start at `from`; [#NO_NUMBER] if one is malformed.
  private int groupsEnd(byte[] bytes, int from, int to) {
    int at = from;
    int later = FIRST_GROUP;
    while (true) {
      int end = Digits.end(bytes, at, to);
      boolean more = end > at && isGroup(bytes, end, to);
      if (later != FIRST_GROUP || more) {
        later = laterGroups(bytes[at], end - at, later, more);
      }
      if (later == BAD_GROUP || !more) {
        return later == BAD_GROUP ? NO_NUMBER : end;
      }
      at = end + groupChar.length;
    }
  }

  /// Checks one group of a number that has several. A leading zero is refused: `0,500` would be 500
  /// here, and 0.5 in another locale.
  ///
  /// @param digits number of digits in the group
  /// @param later number of digits in each inner group; [#FIRST_GROUP] before the first group,
  ///   [#SECOND_GROUP] while the second group has yet to determine it
  /// @param more whether another group follows
  /// @return `later` for the next group, or [#BAD_GROUP]
  private static int laterGroups(byte first, int digits, int later, boolean more) {
    if (later == FIRST_GROUP) {
      return first == '0' || digits > GROUP ? BAD_GROUP : SECOND_GROUP;
    }
    if (!more) {
      return digits == GROUP ? later : BAD_GROUP;
    }
    boolean good = later == SECOND_GROUP ? digits == GROUP || digits == PAIR : digits == later;
    return good ? digits : BAD_GROUP;
  }

  /// Whether the text before the number ends with a group separator, where no group precedes it.
  /// White space is allowed there: it only separates the number from its unit.
  private boolean endsWithGroup(byte[] bytes, int from, int to) {
    return to - from >= groupChar.length
        && !groupIsBlank
        && startsWith(groupChar, bytes, to - groupChar.length, to);
  }

  /// Returns the sign of the number that starts at `start`: directly before it, or at the start of
  /// the cell as in `-$5`. A further sign makes the number ambiguous, and so does an unclosed
  /// parenthesis, which is a minus in accounting.
  ///
  /// @return the character, [#NO_SIGN] or [#BAD_SIGN]
  private int sign(byte[] bytes, int from, int start) {
    int sign = NO_SIGN;
    int open = 0;
    for (int at = from; at < start; at++) {
      byte b = bytes[at];
      if (b == '-' || b == '+') {
        if (sign != NO_SIGN || (at != from && at != start - 1)) {
          return BAD_SIGN;
        }
        sign = b;
      } else if (b == '(' || b == ')') {
        open += b == '(' ? 1 : -1;
      } else if (startsWith(TRUE_MINUS, bytes, at, start)) {
        return BAD_SIGN;
      } else if (bare) {
        return BAD_SIGN;
      }
    }
    return open == 0 ? sign : BAD_SIGN;
  }

  private boolean isGroup(byte[] bytes, int at, int to) {
    int next = at + groupChar.length;
    return startsWith(groupChar, bytes, at, to) && next < to && isDigit(bytes[next]);
  }

  /// Returns the end of the exponent at `from`; `from` itself if there is none.
  private static int exponentEnd(byte[] bytes, int from, int to) {
    if (from == to || (bytes[from] != 'e' && bytes[from] != 'E')) {
      return from;
    }
    boolean signed = from + 1 < to && (bytes[from + 1] == '+' || bytes[from + 1] == '-');
    int first = from + (signed ? 2 : 1);
    int end = Digits.end(bytes, first, to);
    return end == first ? from : end;
  }

  /// Whether the text after the number is allowed there.
  private boolean isSuffix(byte[] bytes, int from, int to) {
    int text = from + groupChar.length + 1;
    boolean isPunctuation = text < to && bytes[text - 1] == ' ' && Character.isLetter(bytes[text]);
    if (!groupIsBlank && !isPunctuation && startsWith(groupChar, bytes, from, to)) {
      return false;
    }
    for (int at = from; at < to; at++) {
      byte b = bytes[at];
      if (bare || isDigit(b) || b == '-' || b == '+' || startsWith(TRUE_MINUS, bytes, at, to)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static boolean startsWith(byte[] mark, byte[] bytes, int at, int to) {
    return mark.length > 0
        && to - at >= mark.length
        && Arrays.equals(mark, 0, mark.length, bytes, at, at + mark.length);
  }
}
