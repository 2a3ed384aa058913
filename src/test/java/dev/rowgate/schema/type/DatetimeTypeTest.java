package dev.rowgate.schema.type;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.schema.Cells;
import dev.rowgate.schema.value.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatetimeTypeTest {
  private final FieldType type = new DatetimeType();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-01-31T00:00:00",
        "2024-01-31T23:59:59",
        "2024-01-31T24:00:00",
        "2024-01-31T24:00:00Z",
        "2024-01-31T12:00:00Z",
        "2024-01-31T12:00:00.5",
        "2024-01-31T12:00:00.123456789012345678901234567890Z",
        "2024-01-31T12:00:00+14:00",
        "2024-01-31T12:00:00-14:00",
        "2024-01-31T12:00:00+13:59",
        "2024-01-31T12:00:00-00:00",
        "2024-02-29T12:00:00.000+05:30",
        "0001-01-01T00:00:00",
        "-0044-03-15T00:00:00",
        "12024-01-31T12:00:00.5Z",
        "9999-12-31T24:00:00-14:00"
      })
  void goes_out_as_it_came(String cell) {
    assertThat(Cells.out(type, cell)).isEqualTo('"' + cell + '"');
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2024-01-31",
        "2024-01-31T12:00",
        "2024-01-31 12:00:00",
        "2024-01-31t12:00:00",
        "2024-01-31T12:00:60",
        "2024-01-31T12:60:00",
        "2024-01-31T25:00:00",
        "2024-01-31T24:00:01",
        "2024-01-31T24:01:00",
        "2024-01-31T24:00:00.5",
        "2024-01-31T24:00:00.0",
        "2024-01-31T12:00:00.",
        "2024-01-31T12:00:00.Z",
        "2024-01-31T12:00:00,5",
        "2024-01-31T12:00:00z",
        "2024-01-31T12:00:00+14:01",
        "2024-01-31T12:00:00+15:00",
        "2024-01-31T12:00:00+05:60",
        "2024-01-31T12:00:00+0530",
        "2024-01-31T12:00:00+05",
        "2024-01-31T12:00:00+5:30",
        "2024-01-31T12:00:00 Z",
        "2024-01-31T12:00:00ZZ",
        "2024-01-31T12:00:00.5.5",
        "2024-02-30T12:00:00",
        "2024-01-31T1:00:00",
        "2024-01-31T12-00-00",
        "2024-01-31T12:00-00",
        "2024-01-31T12:00:00+xx:00",
        "2024-01-31T12:00:00*01:00",
        " 2024-01-31T12:00:00",
        "2024-01-31T12:00:00 ",
        "0000-01-01T00:00:00",
        "02024-01-31T12:00:00",
        "+2024-01-31T12:00:00",
        "-044-03-15T00:00:00",
        "2024-01-31T12:00:0",
        "2024-01-31T-1:00:00"
      })
  void is_an_xml_schema_date_time(String cell) {
    assertThat(Cells.isOf(type, cell)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "2024-01-31T12:00:00, =, 2024-01-31T12:00:00Z",
    "2024-01-31T12:00:00+01:00, =, 2024-01-31T11:00:00Z",
    "2024-01-31T12:00:00-05:30, =, 2024-01-31T17:30:00",
    "2024-01-31T24:00:00, =, 2024-02-01T00:00:00",
    "2024-01-31T12:00:00.500, =, 2024-01-31T12:00:00.5",
    "2024-01-31T12:00:00.000, =, 2024-01-31T12:00:00",
    "2024-01-31T12:00:00.10, <, 2024-01-31T12:00:00.1000000000000000000000000000001",
    "2024-01-31T12:00:00.09, <, 2024-01-31T12:00:00.1",
    "2024-01-31T12:00:00.9, <, 2024-01-31T12:00:01",
    "2024-01-31T23:59:59-14:00, >, 2024-02-01T12:00:00Z",
    "2024-01-31T12:00:00, <, 2024-01-31T12:00:01",
    "0001-01-01T00:00:00, <, 1969-12-31T23:59:59",
    "-0044-03-15T12:00:00+01:00, =, -0044-03-15T11:00:00Z",
    "-0044-03-15T00:00:00, <, -0043-03-15T00:00:00",
    "9999-12-31T24:00:00, =, 10000-01-01T00:00:00",
    "12024-01-31T12:00:00, >, 2024-01-31T12:00:00"
  })
  void compares_as_a_point_in_time_with_utc_where_no_zone_is(String one, char sign, String other) {
    int order = type.compare(Cells.value(type, one), Cells.value(type, other));

    assertThat(order < 0 ? '<' : order > 0 ? '>' : '=').isEqualTo(sign);
  }

  @Test
  void compares_anew_when_the_value_holds_another() {
    Value noon = Cells.value(type, "2024-01-31T12:00:00");
    Value value = Cells.value(type, "2024-01-31T11:00:00");
    assertThat(type.compare(value, noon)).isNegative();

    Cells.read(type, "2024-01-31T13:00:00", value);

    assertThat(type.compare(value, noon)).isPositive();
  }
}
