package dev.rowgate.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

  @ParameterizedTest
  @CsvSource({
    "delimiter, delimiter", // the same
    "DELIMITER, delimiter", // but for case
    "delimeter, delimiter", // one changed
    "dlimeter, delimiter", // one left out, one changed
    "delimitter, delimiter", // one too many
    "delimietr, delimiter", // two swapped
    "edlimietr, delimiter", // twice
    "delmtr, ", // three
    "tirm, trim", // short names: one slip
    "tmir, ",
    "trm, trim",
    "tr, ",
    "x, ",
  })
  void finds_what_one_or_two_slips_away_was_meant(String typed, String meant) {
    assertThat(Nearest.to(typed, List.of("delimiter", "trim"))).isEqualTo(meant);
  }

  @Test
  void takes_the_nearest_and_of_those_the_first() {
    assertThat(Nearest.to("stings", List.of("stringsx", "string", "sting", "strings")))
        .isEqualTo("sting");
  }

  @Test
  void of_those_equally_near_takes_one_as_long() {
    assertThat(Nearest.to("=>", List.of("<", "<=", "=", "!=", ">=", ">"))).isEqualTo(">=");
    assertThat(Nearest.to("=<", List.of("<", "<=", "=", "!=", ">=", ">"))).isEqualTo("<=");
  }

  @Test
  void takes_no_time_for_a_name_of_any_length() {
    String million = "x".repeat(1_000_000);

    assertThat(Nearest.to(million, List.of("x".repeat(10)))).isNull();
    assertThat(Nearest.to(million, List.of(million.replaceFirst("x", "y")))).isNull();
  }

  @Test
  void finds_nothing_among_nothing() {
    assertThat(Nearest.to("", List.of())).isNull();
  }
}
