package dev.rowgate.schema.type;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.schema.Cells;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DateTypeTest {
  private final FieldType type = new DateType();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-01-31",
        "2024-02-29",
        "2000-02-29",
        "0001-01-01",
        "9999-12-31",
        "1999-04-30",
        "1900-02-28"
      })
  void goes_out_as_it_came(String cell) {
    assertThat(Cells.out(type, cell)).isEqualTo('"' + cell + '"');
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0000-01-01",
        "2024-02-30",
        "2023-02-29",
        "1900-02-29",
        "2024-04-31",
        "2024-01-32",
        "2024-01-00",
        "2024-00-01",
        "2024-13-01",
        "2024-1-31",
        "2024-01-1",
        "24-01-31",
        "02024-01-31",
        "-2024-01-31",
        "2024/01/31",
        "20240131",
        "2024-01-31 ",
        " 2024-01-31",
        "2024-01-31Z",
        "2024-01-31T00:00:00",
        "2024-01-3x",
        "202x-01-31",
        "2024-+1-31",
        "２０24-01-31"
      })
  void is_a_day_of_the_calendar_in_one_form(String cell) {
    assertThat(Cells.isOf(type, cell)).isFalse();
  }

  @Test
  void says_its_form() {
    assertThat(type.expected()).isEqualTo("date (YYYY-MM-DD)");
  }
}
