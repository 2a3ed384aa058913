package dev.rowgate.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.options.Labels;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A number or an integer whose field has marks of its own: another decimal point, marks between
/// groups of digits, text around the number. The cell is written anew as the plain type has it, and
/// that one reads it. Strict where a mistake would harm the value: `1,5` is no number with groups,
/// and of the text around a number none may look like a part of it.
final class MarkedNumberType implements FieldType {

  /// The digits of a group behind the first one, which has as many at the most.
  private static final int GROUP = 3;

  /// The same of a number grouped as in India, where only the last group has three. `31.12.2025` is
  /// no number of either kind.
  private static final int PAIR = 2;

  /// The minus sign of typographers, U+2212.
  private static final byte[] TRUE_MINUS = "\u2212".getBytes(UTF_8);

  private static final byte[] NONE = {};

  private final FieldType plain;
  private final byte[] decimalChar;
  private final byte[] groupChar;
  private final boolean groupIsBlank;
  private final boolean bare;

  private MarkedNumberType(
      FieldType plain, String decimalChar, String groupChar, boolean bareNumber) {
    this.plain = plain;
    this.decimalChar = decimalChar.isEmpty() ? NONE : decimalChar.getBytes(UTF_8);
    this.groupChar = groupChar.isEmpty() ? NONE : groupChar.getBytes(UTF_8);
    this.groupIsBlank = Labels.isBlank(groupChar);
    this.bare = bareNumber;
  }

  /// The plain type, or one of these where the field has marks.
  static FieldType of(FieldType plain, Json.Obj field, Reading reading) {
    boolean hasPoint = plain instanceof NumberType;
    String point = hasPoint ? mark(field, "decimalChar", reading) : "";
    String group = mark(field, "groupChar", reading);
    boolean bare = !Boolean.FALSE.equals(reading.flag(field, "bareNumber"));
    String decimalChar = point == null ? "." : point;
    if (hasPoint && decimalChar.isEmpty()) {
      reading.wrongValue(field.at("decimalChar"), "a mark of one character or more");
    }
    String groupChar = group == null ? "" : group;
    if (hasPoint && !groupChar.isEmpty() && decimalChar.equals(groupChar)) {
      reading.wrongValue(field.at("groupChar"), "another mark than decimalChar, " + decimalChar);
    }
    return bare && groupChar.isEmpty() && (!hasPoint || decimalChar.equals("."))
        ? plain
        : new MarkedNumberType(plain, decimalChar, groupChar, bare);
  }

  private static @Nullable String mark(Json.Obj field, String property, Reading reading) {
    String mark = reading.text(field, property);
    if (mark != null && mark.chars().anyMatch(MarkedNumberType::isOfNumbers)) {
      reading.wrongValue(field.at(property), "a mark without letters, digits and signs");
    }
    return mark;
  }

  private static boolean isOfNumbers(int c) {
    return Character.isLetterOrDigit(c) || c == '+' || c == '-';
  }

  /// The type that reads a number of JSON, which has no such marks.
  FieldType plain() {
    return plain;
  }

  @Override
  public String name() {
    return plain.name();
  }

  @Override
  public Set<String> constraints() {
    return plain.constraints();
  }

  @Override
  public boolean areOrdered(Value one, Value other) {
    return plain.areOrdered(one, other);
  }

  @Override
  public int compare(Value one, Value other) {
    return plain.compare(one, other);
  }

  @Override
  public void canonical(Value value, KeyBytes into) {
    plain.canonical(value, into);
  }

  @Override
  public boolean read(byte[] bytes, int from, int to, Value into) {
    if (to - from > Numbers.MAX_LENGTH) {
      return false;
    }
    int start = start(bytes, from, to);
    if (start == to) {
      return plain.read(bytes, from, to, into) && into.kind() == Value.Kind.TEXT;
    }
    byte[] text = into.plain(to - from + 1);
    int length = 0;
    int sign = sign(bytes, from, start);
    if (sign == BAD_SIGN || (bare && start - from > 1) || endsWithGroup(bytes, from, start)) {
      return false;
    }
    if (sign != NO_SIGN) {
      text[length++] = (byte) sign;
    }
    int at = start;
    int later = FIRST_GROUP;
    while (true) {
      int end = Digits.end(bytes, at, to);
      System.arraycopy(bytes, at, text, length, end - at);
      length += end - at;
      boolean more = end > at && isGroup(bytes, end, to);
      if (later != FIRST_GROUP || more) {
        later = laterGroups(bytes[at], end - at, later, more);
      }
      if (later == BAD_GROUP) {
        return false;
      }
      at = end;
      if (!more) {
        break;
      }
      at += groupChar.length;
    }
    if (startsWith(decimalChar, bytes, at, to)) {
      text[length++] = '.';
      at += decimalChar.length;
      int end = Digits.end(bytes, at, to);
      System.arraycopy(bytes, at, text, length, end - at);
      length += end - at;
      at = end;
    }
    int exponentEnd = exponentEnd(bytes, at, to);
    System.arraycopy(bytes, at, text, length, exponentEnd - at);
    length += exponentEnd - at;
    return isSuffix(bytes, exponentEnd, to) && plain.read(text, 0, length, into);
  }

  private static final int FIRST_GROUP = 0;
  private static final int SECOND_GROUP = -1;
  private static final int BAD_GROUP = -2;

  /// Checks a group of a number that has several: `0,500` would be 500, and is 0.5 in another
  /// locale.
  ///
  /// @param digits how many it has
  /// @param later how many each group behind the first one has, but for the last; [#FIRST_GROUP] at
  ///   the first, [#SECOND_GROUP] where the second will tell
  /// @param more whether another group follows
  /// @return the same for the next group, or [#BAD_GROUP]
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

  /// Whether a mark between groups stands at the end of what is before the number, where no group
  /// is. White space there only parts the number from its unit.
  private boolean endsWithGroup(byte[] bytes, int from, int to) {
    return to - from >= groupChar.length
        && !groupIsBlank
        && startsWith(groupChar, bytes, to - groupChar.length, to);
  }

  private static final int NO_SIGN = 0;
  private static final int BAD_SIGN = -1;

  /// Where the number starts, behind its sign; `to` if there is no digit.
  private int start(byte[] bytes, int from, int to) {
    int digit = from;
    while (digit < to && !isDigit(bytes[digit])) {
      digit++;
    }
    int point = digit - decimalChar.length;
    return digit < to && point >= from && startsWith(decimalChar, bytes, point, to) ? point : digit;
  }

  /// The sign of the number that starts at `start`: directly before it, or what the cell begins
  /// with, as in `-$5`. Another one, or a parenthesis that is still open, which stands for a minus
  /// in accounts, makes the number one that can't be told.
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

  /// Where the exponent that stands at `from` ends; there, if none does.
  private static int exponentEnd(byte[] bytes, int from, int to) {
    if (from == to || (bytes[from] != 'e' && bytes[from] != 'E')) {
      return from;
    }
    boolean signed = from + 1 < to && (bytes[from + 1] == '+' || bytes[from + 1] == '-');
    int first = from + (signed ? 2 : 1);
    int end = Digits.end(bytes, first, to);
    return end == first ? from : end;
  }

  /// Whether what stands behind the number may stand there.
  private boolean isSuffix(byte[] bytes, int from, int to) {
    int text = from + groupChar.length;
    boolean punctuation = text < to && bytes[text] == ' ';
    if (!groupIsBlank && !punctuation && startsWith(groupChar, bytes, from, to)) {
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
