package dev.rowgate.schema.type;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.options.Labels;
import dev.rowgate.schema.json.Diagnostics;
import dev.rowgate.schema.json.Json;
import dev.rowgate.schema.text.Digits;
import dev.rowgate.schema.text.NumberText;
import dev.rowgate.schema.value.KeyBytes;
import dev.rowgate.schema.value.Value;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A `number` or `integer` whose field has a `decimalChar`, a `groupChar` or `bareNumber: false`
/// (text around the number). It rewrites the cell in the plain type's format, which then reads it.
/// It refuses cells that could be misread: `1,5` isn't a grouped number, and the text around a
/// number must not look like part of it.
public final class MarkedNumberType implements FieldType {

  /// Digits of a group after the first, which may have fewer.
  private static final int GROUP = 3;

  /// Digits of the middle groups in Indian grouping, where only the last group has three.
  /// `31.12.2025` is valid in neither grouping.
  private static final int PAIR = 2;

  /// U+2212, the typographic minus sign.
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

  /// Returns the plain type, or a [MarkedNumberType] if the field has such properties.
  static FieldType of(FieldType plain, Json.Obj field, Diagnostics reading) {
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

  private static @Nullable String mark(Json.Obj field, String property, Diagnostics reading) {
    String mark = reading.text(field, property);
    if (mark != null && mark.chars().anyMatch(MarkedNumberType::isOfNumbers)) {
      reading.wrongValue(field.at(property), "a mark without letters, digits and signs");
    }
    return mark;
  }

  private static boolean isOfNumbers(int c) {
    return Character.isLetterOrDigit(c) || c == '+' || c == '-';
  }

  /// The type for JSON numbers in the schema, which have no marks.
  public FieldType plain() {
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
    if (to - from > NumberText.MAX_LENGTH) {
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

  /// Checks one group of a grouped number: `0,500` would be 500, but is 0.5 in another locale.
  ///
  /// @param digits the number of digits of this group
  /// @param later the number of digits of each middle group; [#FIRST_GROUP] for the first group,
  ///   [#SECOND_GROUP] if the second group determines it
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

  /// Whether the text before the number ends with a group mark. White space is allowed there,
  /// because it separates the number from its unit.
  private boolean endsWithGroup(byte[] bytes, int from, int to) {
    return to - from >= groupChar.length
        && !groupIsBlank
        && startsWith(groupChar, bytes, to - groupChar.length, to);
  }

  private static final int NO_SIGN = 0;
  private static final int BAD_SIGN = -1;

  /// The start of the number after its sign; `to` if there is no digit.
  private int start(byte[] bytes, int from, int to) {
    int digit = from;
    while (digit < to && !isDigit(bytes[digit])) {
      digit++;
    }
    int point = digit - decimalChar.length;
    return digit < to && point >= from && startsWith(decimalChar, bytes, point, to) ? point : digit;
  }

  /// Returns the sign of the number that starts at `start`: directly before it, or the first
  /// character of the cell, as in `-$5`. A second sign, or an open parenthesis (a minus in
  /// accounting), makes it ambiguous: [#BAD_SIGN].
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

  /// The end of the exponent at `from`; `from` itself if there is none.
  private static int exponentEnd(byte[] bytes, int from, int to) {
    if (from == to || (bytes[from] != 'e' && bytes[from] != 'E')) {
      return from;
    }
    boolean signed = from + 1 < to && (bytes[from + 1] == '+' || bytes[from + 1] == '-');
    int first = from + (signed ? 2 : 1);
    int end = Digits.end(bytes, first, to);
    return end == first ? from : end;
  }

  /// Whether the text after the number can't be mistaken for a part of it.
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
