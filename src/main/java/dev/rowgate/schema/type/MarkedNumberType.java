package dev.rowgate.schema.type;

import dev.rowgate.problem.TypeHint;
import dev.rowgate.schema.json.Diagnostics;
import dev.rowgate.schema.json.Json;
import dev.rowgate.schema.text.NumberText;
import dev.rowgate.schema.value.Value;
import org.jspecify.annotations.Nullable;

/// Type `number` or `integer` of a field with its own notation: another decimal point, separators
/// between groups of digits, text around the number. [NumberMarks] rewrites the cell in the plain
/// notation, which the plain type reads.
public final class MarkedNumberType implements FieldType.Rewriting {

  private final FieldType plain;
  private final NumberMarks marks;

  private MarkedNumberType(FieldType plain, NumberMarks marks) {
    this.plain = plain;
    this.marks = marks;
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
        : new MarkedNumberType(plain, new NumberMarks(decimalChar, groupChar, bare));
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
  @Override
  public FieldType plain() {
    return plain;
  }

  @Override
  public TypeHint.Stated stated() {
    return marks.stated();
  }

  @Override
  public boolean read(byte[] bytes, int from, int to, Value into) {
    if (to - from > NumberText.MAX_LENGTH) {
      return false;
    }
    int start = marks.start(bytes, from, to);
    if (start == to) {
      // No digit: NaN or an infinity.
      return plain.read(bytes, from, to, into) && into.kind() == Value.Kind.TEXT;
    }
    byte[] text = into.plain(to - from + 1);
    int length = marks.rewrite(bytes, from, start, to, text);
    return length != NumberMarks.NO_NUMBER && plain.read(text, 0, length, into);
  }
}
