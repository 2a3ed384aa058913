package dev.rowgate.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeHintTest {

  private static String hint(String type, String value) {
    var error = new RowProblem.TypeError("a", 1, Excerpt.of(value), type);
    String hint = TypeHint.of(error);
    return hint == null ? "" : hint.replace('"', '~');
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "number | 1,5 | if the comma is the decimal mark, set ~decimalChar~: ~,~",
        "number | 1234,56 | if the comma is the decimal mark, set ~decimalChar~: ~,~",
        "number | -1.234,5 | if the comma is the decimal mark, set ~decimalChar~: ~,~ and"
            + " ~groupChar~: ~.~",
        "number | 1\u202f234,5 | if the comma is the decimal mark, set ~decimalChar~: ~,~ and"
            + " ~groupChar~: ~\\u202f~",
        "number | 1,234 | if the comma is the decimal mark, set ~decimalChar~: ~,~; if the mark"
            + " groups digits, set ~groupChar~: ~,~",
        "number | 1,234.5 | if the mark groups digits, set ~groupChar~: ~,~",
        "number | 1'234.50 | if the mark groups digits, set ~groupChar~: ~'~",
        "number | 1.5 | if the point is the decimal mark, set ~decimalChar~: ~.~",
        "integer | 1.234.567 | if the mark groups digits, set ~groupChar~: ~.~",
        "integer | 1,234 | if the mark groups digits, set ~groupChar~: ~,~",
        "boolean | yes | to read it as a boolean, set ~trueValues~: [~yes~] and ~falseValues~:"
            + " [~no~]",
        "boolean | NEIN | to read it as a boolean, set ~trueValues~: [~JA~] and ~falseValues~:"
            + " [~NEIN~]",
        "boolean | Oui | to read it as a boolean, set ~trueValues~: [~Oui~] and ~falseValues~:"
            + " [~Non~]",
      })
  void names_the_property_that_may_be_missing(String type, String value, String hint) {
    assertThat(hint(type, value)).isEqualTo(hint);
  }

  @ParameterizedTest
  @CsvSource({
    "number, old",
    "number, 1.2.3",
    "number, '12,34,56'",
    "integer, 1.5",
    "integer, '1,5'",
    "boolean, maybe",
    "date, '1,5'",
    "string (email), yes",
  })
  void is_silent_where_nothing_is_known_to_help(String type, String value) {
    assertThat(hint(type, value)).isEmpty();
  }

  @Test
  void concerns_no_other_problem() {
    assertThat(TypeHint.of(new RowProblem.MissingCell("a", 1))).isNull();
  }
}
