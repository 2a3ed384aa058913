package dev.rowgate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.schema.constraint.Constraint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CategoriesTest {

  private static String field(String type, String properties) {
    return "{'name': 'a', 'type': '%s', %s}".formatted(type, properties);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "string | ['apple', 'orange', ''] | apple | true",
        "string | ['apple', 'orange', ''] | `` | true",
        "string | ['apple', 'orange'] | Apple | false",
        "string | [{'value': 'a', 'label': 'apple'}, {'value': 'b'}] | b | true",
        "string | [{'value': 'a', 'label': 'apple'}, {'value': 'b'}] | apple | false",
        "integer | [0, 1, 2] | 2 | true",
        "integer | [0, 1, 2] | +02 | true",
        "integer | [0, 1, 2] | 3 | false",
        "integer | [{'value': 0, 'label': 'apple'}, {'value': -12345678901234567890}] |"
            + " -12345678901234567890 | true",
        "integer | [{'value': 0, 'label': 'apple'}] | 1 | false"
      })
  void are_all_the_values_that_there_may_be(
      String type, String categories, String cell, boolean holds) {
    Field field = Schemas.field(field(type, "'categories': " + categories));

    Constraint constraint = field.constraints().getFirst();

    assertThat(constraint.name()).isEqualTo("categories");
    assertThat(constraint.holds(Cells.value(field.type(), cell))).isEqualTo(holds);
  }

  @Test
  void are_told_by_their_values() {
    Field field =
        Schemas.field(
            field("integer", "'categories': [{'value': 2, 'label': 'two'}, {'value': 1}]"));

    assertThat(field.constraints().getFirst().expected()).isEqualTo("2, 1");
  }

  @Test
  void are_read_as_json_and_not_with_the_marks_of_the_cells() {
    Field field =
        Schemas.field(
            field("integer", "'groupChar': '.', 'categories': [1000], 'constraints': {}"));

    assertThat(field.constraints().getFirst().holds(Cells.value(field.type(), "1.000"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "string | ['a', 1] | /1",
        "string | [null] | /0",
        "string | [['a']] | /0",
        "string | ['a', {'value': 'b'}] | /1",
        "string | [{'value': 'b'}, 'a'] | /1",
        "string | [{'value': 1}] | /0/value",
        "string | [{'value': 'a', 'label': 1}] | /0/label",
        "string | [] | ``",
        "string | {} | ``",
        "string | 'a' | ``",
        "integer | ['1'] | /0",
        "integer | [1, 1.5] | /1",
        "integer | [{'value': '1'}] | /0/value",
        "integer | [true] | /0"
      })
  void have_values_of_the_type(String type, String categories, String pointer) {
    assertThat(Schemas.faultsOfField(field(type, "'categories': " + categories)))
        .containsExactly("schema-wrong-value /fields/0/categories" + pointer);
  }

  @Test
  void have_a_value_beside_the_label() {
    assertThat(Schemas.faultsOfField(field("string", "'categories': [{'label': 'a'}]")))
        .contains("schema-missing-property /fields/0/categories/0");
  }

  @Test
  void may_repeat_as_in_the_profile_of_the_standard() {
    assertThat(Schemas.faultsOfField(field("integer", "'categories': [1, 1]"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"any", "number", "boolean", "date", "object", "list"})
  void are_on_texts_and_integers_alone(String type) {
    assertThat(Schemas.faultsOfField(field(type, "'categories': ['a']")))
        .containsExactly("schema-constraint-not-on-type /fields/0/categories");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "string | ['a', 'b'] | ['b', 'c', 'a'] | 1",
        "integer | [1, 2] | ['02', 3] | 1",
        "integer | [{'value': 1}] | [2, 'x'] | 0 1"
      })
  void hold_all_that_an_enum_beside_them_chooses(
      String type, String categories, String values, String wrong) {
    assertThat(
            Schemas.faultsOfField(
                field(
                    type,
                    "'categories': %s, 'constraints': {'enum': %s}".formatted(categories, values))))
        .containsExactlyElementsOf(
            java.util.Arrays.stream(wrong.split(" "))
                .map(index -> "schema-wrong-value /fields/0/constraints/enum/" + index)
                .toList());
  }

  @ParameterizedTest
  @CsvSource({"true, true", "false, true", "'''yes''', false", "1, false", "null, false"})
  void have_an_order_or_not(String ordered, boolean good) {
    assertThat(
            Schemas.faultsOfField(
                field("string", "'categories': ['a'], 'categoriesOrdered': " + ordered)))
        .hasSize(good ? 0 : 1)
        .allMatch("schema-wrong-value /fields/0/categoriesOrdered"::equals);
  }
}
