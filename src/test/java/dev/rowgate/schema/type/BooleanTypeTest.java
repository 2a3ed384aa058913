package dev.rowgate.schema.type;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.schema.Cells;
import dev.rowgate.schema.Schemas;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BooleanTypeTest {

  @ParameterizedTest
  @CsvSource({
    "true, true", "True, true", "TRUE, true", "1, true",
    "false, false", "False, false", "FALSE, false", "0, false"
  })
  void has_four_texts_for_each_by_default(String cell, String out) {
    assertThat(Cells.out(BooleanType.STANDARD, cell)).isEqualTo(out);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "tRUE", "yes", "t", "2", "01", " true", "true "})
  void is_nothing_else(String cell) {
    assertThat(Cells.isOf(BooleanType.STANDARD, cell)).isFalse();
  }

  @Test
  void has_the_texts_that_its_field_gives() {
    FieldType type =
        Schemas.field(
                "{'name': 'a', 'type': 'boolean', 'trueValues': ['ja', 'jå'], 'falseValues': ['']}")
            .type();

    assertThat(Cells.out(type, "ja")).isEqualTo("true");
    assertThat(Cells.out(type, "jå")).isEqualTo("true");
    assertThat(Cells.out(type, "")).isEqualTo("false");
    assertThat(Cells.isOf(type, "true")).isFalse();
    assertThat(Cells.isOf(type, "false")).isFalse();
  }

  @Test
  void keeps_the_default_for_the_texts_that_its_field_does_not_give() {
    FieldType type = Schemas.field("{'name': 'a', 'type': 'boolean', 'trueValues': ['ja']}").type();

    assertThat(Cells.out(type, "FALSE")).isEqualTo("false");
    assertThat(Cells.isOf(type, "1")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'trueValues': 'ja' | /trueValues",
        "'trueValues': [1] | /trueValues/0",
        "'trueValues': [{'value': 'ja'}] | /trueValues/0",
        "'falseValues': ['a', null] | /falseValues/1",
        "'trueValues': [] | /trueValues",
        "'falseValues': [] | /falseValues",
        "'trueValues': ['x'], 'falseValues': ['x'] | /falseValues",
        "'trueValues': ['0'] | /trueValues",
        "'falseValues': ['1'] | /falseValues"
      })
  void refuses_texts_that_can_not_be_told_apart(String properties, String pointer) {
    assertThat(Schemas.faultsOfField("{'name': 'a', 'type': 'boolean', " + properties + "}"))
        .containsExactly("schema-wrong-value /fields/0" + pointer);
  }
}
