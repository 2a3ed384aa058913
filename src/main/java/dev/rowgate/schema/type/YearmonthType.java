package dev.rowgate.schema.type;

import dev.rowgate.schema.text.Digits;
import dev.rowgate.schema.text.Zones;
import dev.rowgate.schema.value.Value;

/// Type `yearmonth`, XML Schema's `gYearMonth`: `YYYY-MM`, optionally with a minus, more digits of
/// the year and a zone. Written unchanged. Values compare by their first moment.
record YearmonthType() implements FieldType.OfSeconds {

  /// The length of `-MM`.
  private static final int MONTH = 3;

  @Override
  public String name() {
    return "yearmonth";
  }

  @Override
  public String expected() {
    return "yearmonth (YYYY-MM)";
  }

  @Override
  public boolean read(byte[] bytes, int from, int to, Value into) {
    int yearEnd = YearType.end(bytes, from, to);
    int end = yearEnd + MONTH;
    if (yearEnd < 0 || end > to || bytes[yearEnd] != '-') {
      return false;
    }
    int month = (int) Digits.number(bytes, yearEnd + 1, end);
    if (month < 1 || month > 12 || !Zones.isZone(bytes, end, to)) {
      return false;
    }
    into.setText(bytes, from, to);
    into.setSmallInteger(
        YearType.firstSecond(bytes, from, yearEnd, month) - Zones.seconds(bytes, end, to));
    return true;
  }
}
