package dev.rowgate.schema.type;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.schema.Cells;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTypeTest {
  private final FieldType type = new NumberType();

  @ParameterizedTest
  @CsvSource({
    "1.5, 1.5",
    "1.50, 1.50",
    "10, 10",
    "-0, -0",
    "-0.0, -0.0",
    "+1.5, 1.5",
    "007, 7",
    "-007, -7",
    "007.50, 7.50",
    "-007.50, -7.50",
    "00.5, 0.5",
    "-00.5, -0.5",
    "0.5, 0.5",
    ".5, 0.5",
    "+.5, 0.5",
    "-.5, -0.5",
    "5., 5",
    "+5., 5",
    "-5., -5",
    "-05., -5",
    "0., 0",
    "5.e3, 5e3",
    "-5.E-3, -5E-3",
    "05.e3, 5e3",
    ".5e3, 0.5e3",
    "-.5e3, -0.5e3",
    "1E+05, 1E+05",
    "1e0005, 1e0005",
    "001e5, 1e5",
    "-001e5, -1e5",
    "1e9999, 1e9999",
    "1e-9999, 1e-9999",
    "1e+00009999, 1e+00009999",
    "12345678901234567890.12345678901234567890, 12345678901234567890.12345678901234567890",
    "0.1000000000000000055511151231257827, 0.1000000000000000055511151231257827",
  })
  void goes_out_with_its_digits_and_only_as_changed_as_json_asks(String cell, String out) {
    assertThat(Cells.out(type, cell)).isEqualTo(out);
  }

  @ParameterizedTest
  @CsvSource({"nan, NaN", "NAN, NaN", "inf, INF", "Inf, INF", "-inf, -INF", "-iNf, -INF"})
  void has_its_words_in_any_case(String cell, String out) {
    assertThat(Cells.out(type, cell)).isEqualTo('"' + out + '"');
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "INF", "-INF"})
  void has_three_values_that_go_out_as_text(String cell) {
    assertThat(Cells.out(type, cell)).isEqualTo('"' + cell + '"');
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "+",
        "-",
        "-.",
        "+.",
        ".e5",
        "e5",
        "1e",
        "1e+",
        "1e-",
        "1E",
        "1e5.0",
        "1.5.5",
        "1..5",
        "1,5",
        " 1",
        "1 ",
        "--1",
        "0x1",
        "1f",
        "1d",
        "1%",
        "$1",
        "\rINF",
        "nano",
        "+INF",
        "-NaN",
        "INFINITY",
        "Infinity",
        "NaN1",
        "٣.٥",
        "1e10000",
        "1e-10000",
        "1e+99999999999999999999"
      })
  void is_nothing_else(String cell) {
    assertThat(Cells.isOf(type, cell)).isFalse();
  }

  @Test
  void has_at_most_1000_characters() {
    assertThat(Cells.isOf(type, "0." + "9".repeat(998))).isTrue();
    assertThat(Cells.isOf(type, "0." + "9".repeat(999))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"42, true", "-42, true", "42.0, false", "42e0, false", "NaN, false"})
  void is_a_small_integer_where_it_is_written_as_one(String cell, boolean small) {
    assertThat(Cells.value(type, cell).isSmallInteger()).isEqualTo(small);
  }
}
