package dev.rowgate.schema.type;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.schema.Cells;
import dev.rowgate.schema.value.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntegerTypeTest {
  private final FieldType type = new IntegerType();

  @ParameterizedTest
  @CsvSource({
    "36, 36",
    "0, 0",
    "-7, -7",
    "+7, 7",
    "007, 7",
    "-007, -7",
    "+007, 7",
    "000, 0",
    "+0, 0",
    "-0, -0",
    "-000, -0",
    "100, 100",
    "9223372036854775808, 9223372036854775808",
    "00000000000000000000000001, 1",
    "123456789012345678901234567890, 123456789012345678901234567890",
  })
  void goes_out_with_its_digits_but_without_a_plus_or_leading_zeros(String cell, String out) {
    assertThat(Cells.out(type, cell)).isEqualTo(out);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "+", "-", "--1", "+-1", "1-", "1.0", "1.", "1e3", " 1", "1 ", "0x1", "1,000", "1_000",
        "NaN", "INF", "٣", "½", "old"
      })
  void is_nothing_but_digits_behind_a_sign(String cell) {
    assertThat(Cells.isOf(type, cell)).isFalse();
  }

  @Test
  void has_at_most_1000_characters() {
    assertThat(Cells.out(type, "9".repeat(1_000))).isEqualTo("9".repeat(1_000));
    assertThat(Cells.out(type, "-" + "0".repeat(998) + "1")).isEqualTo("-1");
    assertThat(Cells.isOf(type, "9".repeat(1_001))).isFalse();
    assertThat(Cells.isOf(type, "0".repeat(1_001))).isFalse();
  }

  @Test
  void goes_out_as_a_span_of_the_input_where_nothing_moves() {
    byte[] input = "x+0042,".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    var value = new Value();

    assertThat(type.read(input, 1, 6, value)).isTrue();

    assertThat(value.bytes()).isSameAs(input);
    assertThat(value.from()).isEqualTo(4);
    assertThat(value.to()).isEqualTo(6);
  }

  @ParameterizedTest
  @CsvSource({
    "999999999999999999, true, 999999999999999999",
    "-999999999999999999, true, -999999999999999999",
    "000999999999999999999, true, 999999999999999999",
    "1000000000000000000, false, 0",
    "-0, true, 0"
  })
  void is_small_up_to_18_digits(String cell, boolean small, long number) {
    Value value = Cells.value(type, cell);

    assertThat(value.isSmallInteger()).isEqualTo(small);
    if (small) {
      assertThat(value.smallInteger()).isEqualTo(number);
    }
  }

  @Test
  void is_small_no_longer_once_the_value_holds_a_large_one() {
    var value = new Value();
    Cells.read(type, "1", value);
    Cells.read(type, "1000000000000000000", value);

    assertThat(value.isSmallInteger()).isFalse();
  }
}
