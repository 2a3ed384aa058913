package dev.rowgate.schema;

import java.util.Set;

/// A day of the calendar as `YYYY-MM-DD`, which goes out as it came.
record DateType() implements FieldType {

  /// The length of `YYYY-MM-DD`.
  static final int LENGTH = 10;

  static FieldType of(Json.Obj field, Reading reading) {
    return Format.ofDates(field, reading, new DateType());
  }

  @Override
  public String name() {
    return "date";
  }

  @Override
  public String expected() {
    return "date (YYYY-MM-DD)";
  }

  @Override
  public Set<String> constraints() {
    return Names.OF_ORDERED;
  }

  @Override
  public boolean read(byte[] bytes, int from, int to, Value into) {
    if (to - from != LENGTH || !isDate(bytes, from)) {
      return false;
    }
    into.setText(bytes, from, to);
    return true;
  }

  /// Whether a date stands at `from`, where there are [#LENGTH] bytes at least.
  static boolean isDate(byte[] bytes, int from) {
    long year = Digits.number(bytes, from, from + 4);
    long month = Digits.number(bytes, from + 5, from + 7);
    long day = Digits.number(bytes, from + 8, from + 10);
    return bytes[from + 4] == '-'
        && bytes[from + 7] == '-'
        && year >= 0
        && month >= 1
        && month <= 12
        && day >= 1
        && day <= Days.inMonth(year, (int) month);
  }

  /// Biggest units first, all of fixed width: the order of the bytes is that of the days.
  @Override
  public int compare(Value one, Value other) {
    return one.compareBytes(other);
  }
}
