package dev.rowgate.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A number or an integer whose field has marks of its own: another decimal point, marks between
/// groups of digits, text around the number. The cell is written anew as the plain type has it, and
/// that one reads it. Strict where a mistake would harm the value: `1,5` is no number with groups,
/// and of the text around a number none may look like a part of it.
final class MarkedNumberType implements FieldType {

  private static final int LAST_GROUP = 3;

  /// What Indian numbers are grouped in, but for the last three digits. `31.12.2025` is none.
  private static final int PAIR = 2;

  /// The minus sign of typographers, U+2212.
  private static final byte[] TRUE_MINUS = "\u2212".getBytes(UTF_8);

  private static final byte[] NONE = {};

  private final FieldType plain;
  private final byte[] decimalChar;
  private final byte[] groupChar;
  private final boolean bare;

  private MarkedNumberType(
      FieldType plain, String decimalChar, String groupChar, boolean bareNumber) {
    this.plain = plain;
    this.decimalChar = decimalChar.isEmpty() ? NONE : decimalChar.getBytes(UTF_8);
    this.groupChar = groupChar.isEmpty() ? NONE : groupChar.getBytes(UTF_8);
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
    if (sign == BAD_SIGN || (bare && start - from > 1)) {
      return false;
    }
    if (sign != NO_SIGN) {
      text[length++] = (byte) sign;
    }
    int at = start;
    boolean grouped = false;
    boolean inPairs = false;
    while (true) {
      int end = Digits.end(bytes, at, to);
      System.arraycopy(bytes, at, text, length, end - at);
      length += end - at;
      boolean more = end > at && isGroup(bytes, end, to);
      int digits = end - at;
      if (grouped && (digits < (more ? PAIR : LAST_GROUP) || (inPairs && digits > LAST_GROUP))) {
        return false;
      }
      inPairs |= grouped && digits == PAIR;
      at = end;
      if (!more) {
        break;
      }
      grouped = true;
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
