package dev.rowgate.schema.type;

import dev.rowgate.schema.text.Days;
import dev.rowgate.schema.text.Digits;
import dev.rowgate.schema.value.Value;

/// Type `date` in the form `YYYY-MM-DD`, written unchanged. Year 0 is refused. All parts have a
/// fixed width, most significant first, so byte order is chronological order.
record DateType() implements FieldType {

  /// The length of `-MM-DD`.
  static final int DAY_LENGTH = 6;

  /// The length of `YYYY-MM-DD`.
  private static final int LENGTH = 10;

  @Override
  public String name() {
    return "date";
  }

  @Override
  public String expected() {
    return "date (YYYY-MM-DD)";
  }

  @Override
  public boolean read(byte[] bytes, int from, int to, Value into) {
    if (to - from != LENGTH) {
      return false;
    }
    int yearEnd = from + LENGTH - DAY_LENGTH;
    long year = Digits.number(bytes, from, yearEnd);
    if (year < 1 || !isDay(year, bytes, yearEnd)) {
      return false;
    }
    into.setText(bytes, from, to);
    return true;
  }

  /// Whether a month and a day of this year are at `from`, in the form `-MM-DD`. There must be
  /// [#DAY_LENGTH] bytes.
  static boolean isDay(long year, byte[] bytes, int from) {
    long month = Digits.number(bytes, from + 1, from + 3);
    long day = Digits.number(bytes, from + 4, from + 6);
    return bytes[from] == '-'
        && bytes[from + 3] == '-'
        && month >= 1
        && month <= 12
        && day >= 1
        && day <= Days.inMonth(year, (int) month);
  }
}
