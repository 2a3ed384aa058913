package dev.rowgate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.schema.constraint.Constraint;
import dev.rowgate.schema.type.FieldType;
import dev.rowgate.schema.type.NumberType;
import dev.rowgate.schema.type.StringType;
import dev.rowgate.schema.value.Value;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConstraintsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "integer | minimum | 5 | 5 | true",
        "integer | minimum | 5 | 4 | false",
        "integer | minimum | '5' | 005 | true",
        "integer | minimum | '-5' | -6 | false",
        "integer | minimum | 0 | -0 | true",
        "integer | maximum | 5 | 5 | true",
        "integer | maximum | 5 | 6 | false",
        "integer | maximum | 999999999999999999 | 1000000000000000000 | false",
        "integer | minimum | 1000000000000000000 | 999999999999999999 | false",
        "integer | maximum | 12345678901234567890123 | 12345678901234567890123 | true",
        "integer | maximum | 12345678901234567890123 | 12345678901234567890124 | false",
        "number | minimum | 0.1 | 0.1 | true",
        "number | minimum | 0.1 | 0.10 | true",
        "number | minimum | 0.1 | 0.09999999999999999999999 | false",
        // As a double, this bound would be 0.1000000000000000055.
        "number | minimum | 0.1000000000000000000000001 | 0.1 | false",
        "number | maximum | 9007199254740993 | 9007199254740993.5 | false",
        "number | maximum | 9007199254740993 | 9007199254740993 | true",
        "number | maximum | 1e3 | 1000 | true",
        "number | maximum | 1e3 | 1000.1 | false",
        "number | maximum | '.5' | 5e-1 | true",
        "number | minimum | 1e9998 | 1e9999 | true",
        "number | minimum | 0 | NaN | false",
        "number | maximum | 0 | NaN | false",
        "number | maximum | 'INF' | NaN | false",
        "number | minimum | '-INF' | NaN | false",
        "number | minimum | 0 | INF | true",
        "number | maximum | 0 | INF | false",
        "number | minimum | 0 | -INF | false",
        "number | maximum | 0 | -INF | true",
        "number | maximum | 'INF' | 1e9999 | true",
        "number | maximum | 'INF' | INF | true",
        "number | minimum | 'INF' | 1e9999 | false",
        "date | minimum | '2024-02-01' | 2024-02-01 | true",
        "date | minimum | '2024-02-01' | 2024-01-31 | false",
        "date | maximum | '2024-02-01' | 2024-02-02 | false",
        "datetime | minimum | '2024-02-01T00:00:00+01:00' | 2024-01-31T23:00:00Z | true",
        "datetime | minimum | '2024-02-01T00:00:00+01:00' | 2024-01-31T22:59:59.999Z | false",
        "datetime | maximum | '2024-02-01T00:00:00' | 2024-02-01T00:00:00.0000000000001 | false",
        "string | minLength | 2 | ab | true",
        "string | minLength | 2 | a | false",
        "string | minLength | 2 | 😀 | false",
        "string | minLength | '2' | 😀é | true",
        "string | maxLength | 2 | ab | true",
        "string | maxLength | 2 | abc | false",
        "string | maxLength | 2 | 😀é | true",
        "string | maxLength | 2 | e\u0301e | false",
        "string | maxLength | 99999999999999999999999999 | abc | true",
        "string | minLength | 99999999999999999999999999 | abc | false",
        "string | pattern | '[a-z]+' | abc | true",
        "string | pattern | '[a-z]+' | abc1 | false",
        "string | enum | ['b', 'a', 'é'] | a | true",
        "string | enum | ['b', 'a', 'é'] | é | true",
        "string | enum | ['b', 'a'] | A | false",
        "string | enum | [1, true] | 1 | true",
        "string | enum | [1, true] | true | true",
        "string | enum | [1] | 01 | false",
        "integer | enum | [3, 1, 2] | 01 | true",
        "integer | enum | [3, 1, 2] | +2 | true",
        "integer | enum | ['03'] | 3 | true",
        "integer | enum | [3, 1, 2] | 4 | false",
        "integer | enum | [12345678901234567890123, 1] | 012345678901234567890123 | true",
        "number | enum | [1.50, 2] | 1.5 | true",
        "number | enum | [1.50, 2] | 2.000 | true",
        "number | enum | [1.50, 2] | 20e-1 | true",
        "number | enum | [1.50, 2] | 1.51 | false",
        "number | enum | [1, 'NaN', 'INF'] | NaN | true",
        "number | enum | [1, 'NaN', 'INF'] | -INF | false",
        "boolean | enum | [true] | TRUE | true",
        "boolean | enum | [true] | 0 | false",
        "boolean | enum | ['0'] | False | true",
        "date | enum | ['2024-02-01'] | 2024-02-01 | true",
        "datetime | enum | ['2024-02-01T01:00:00+01:00'] | 2024-02-01T00:00:00.0Z | true",
        "any | enum | ['a', 1] | 1 | true",
        "any | enum | ['a', 1] | 1.0 | false"
      })
  void hold_of_the_value_and_not_of_its_text(
      String type, String name, String json, String cell, boolean holds) {
    Constraint constraint = Schemas.constraint(type, name, json);
    FieldType fieldType = Schemas.field("{'name': 'a', 'type': '" + type + "'}").type();

    assertThat(constraint.name()).isEqualTo(name);
    assertThat(constraint.holds(Cells.value(fieldType, cell))).isEqualTo(holds);
  }

  @Test
  void a_length_counts_the_empty_text_as_0() {
    assertThat(
            Schemas.constraint("string", "minLength", "0").holds(Cells.value(new StringType(), "")))
        .isTrue();
    assertThat(
            Schemas.constraint("string", "minLength", "1").holds(Cells.value(new StringType(), "")))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "integer | minimum | 5 | 5",
        "integer | minimum | '05' | 05",
        "number | maximum | 1.50e3 | 1.50e3",
        "date | maximum | '2024-02-01' | 2024-02-01",
        "string | minLength | 2 | 2",
        "string | maxLength | 2 | 2",
        "string | pattern | '^a$' | ^a$",
        "string | enum | ['red', 'green', 3] | red, green, 3"
      })
  void say_what_they_expect_as_the_schema_says_it(
      String type, String name, String json, String expected) {
    assertThat(Schemas.constraint(type, name, json).expected()).isEqualTo(expected);
  }

  @Test
  void an_enum_says_no_more_than_a_line_can_carry() {
    String words = "'x%s'".formatted("', 'x").repeat(200);

    String expected =
        Schemas.constraint("string", "enum", "[" + words.replace("''", "', '") + "]").expected();

    assertThat(expected).startsWith("x, x, x").endsWith("…").hasSize(201);
  }

  @Test
  void stand_in_the_order_of_the_text() {
    Field field =
        Schemas.field(
            "{'name': 'a', 'type': 'integer', 'constraints':"
                + " {'maximum': 9, 'required': true, 'enum': [1], 'minimum': 0}}");

    assertThat(field.constraints())
        .extracting(Constraint::name)
        .isEqualTo(List.of("maximum", "enum", "minimum"));
    assertThat(field.required()).isTrue();
  }

  @Test
  void one_value_that_holds_a_bound_after_another_is_compared_anew() {
    Constraint minimum = Schemas.constraint("number", "minimum", "1.5");
    Value value = Cells.value(new NumberType(), "1.6");
    assertThat(minimum.holds(value)).isTrue();

    Cells.read(new NumberType(), "1.4", value);

    assertThat(minimum.holds(value)).isFalse();
  }
}
