package dev.rowgate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.problem.SchemaProblem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConstraintReaderTest {
  private static final Map<String, String> VALUES =
      Map.ofEntries(
          Map.entry("required", "true"),
          Map.entry("unique", "true"),
          Map.entry("enum", "['1']"),
          Map.entry("minimum", "1"),
          Map.entry("maximum", "1"),
          Map.entry("exclusiveMinimum", "1"),
          Map.entry("exclusiveMaximum", "1"),
          Map.entry("minLength", "1"),
          Map.entry("maxLength", "1"),
          Map.entry("pattern", "'1'"),
          Map.entry("jsonSchema", "{}"));

  private static String field(String type, String constraints) {
    return "{'name': 'a', 'type': '%s', 'constraints': {%s}}".formatted(type, constraints);
  }

  @ParameterizedTest
  @CsvSource({
    "string, required unique pattern enum minLength maxLength",
    "number, required unique enum minimum maximum exclusiveMinimum exclusiveMaximum",
    "integer, required unique enum minimum maximum exclusiveMinimum exclusiveMaximum",
    "boolean, required enum",
    "date, required unique enum minimum maximum exclusiveMinimum exclusiveMaximum",
    "datetime, required unique enum minimum maximum exclusiveMinimum exclusiveMaximum",
    "object, required unique enum minLength maxLength jsonSchema",
    "array, required unique enum minLength maxLength jsonSchema",
    "list, required unique enum minLength maxLength",
    "time, required unique enum minimum maximum exclusiveMinimum exclusiveMaximum",
    "year, required unique enum minimum maximum exclusiveMinimum exclusiveMaximum",
    "yearmonth, required unique enum minimum maximum exclusiveMinimum exclusiveMaximum",
    "duration, required unique enum minimum maximum exclusiveMinimum exclusiveMaximum",
    "geopoint, required unique enum",
    "geojson, required unique enum minLength maxLength",
    "any, required unique enum"
  })
  void stand_on_the_types_that_the_standard_has_them_on(String type, String names) {
    List<String> onType = List.of(names.split(" "));
    String one =
        switch (type) {
          case "date" -> "'2024-01-01'";
          case "datetime" -> "'2024-01-01T00:00:00'";
          case "time" -> "'00:00:00'";
          case "year" -> "2024";
          case "yearmonth" -> "'2024-01'";
          case "duration" -> "'P1D'";
          case "geopoint" -> "'1, 2'";
          case "object" -> "{}";
          case "array" -> "[]";
          case "geojson" -> "{'type': 'Point', 'coordinates': [1, 2]}";
          default -> "1";
        };

    for (String name : ConstraintReader.NAMES) {
      String value = VALUES.get(name);
      if (name.contains("inimum") || name.contains("aximum")) {
        value = one;
      } else if (name.equals("enum")) {
        value = "[" + one + "]";
      }
      List<String> faults = Schemas.faultsOfField(field(type, "'%s': %s".formatted(name, value)));
      if (!onType.contains(name)) {
        assertThat(faults)
            .as(name)
            .containsExactly("schema-constraint-not-on-type /fields/0/constraints/" + name);
      } else {
        assertThat(faults).as(name).isEmpty();
      }
    }
  }

  @Test
  void say_which_ones_the_type_has() {
    assertThat(Schemas.messagesOfField(field("boolean", "'minimum': 1")))
        .containsExactly(
            "/fields/0/constraints/minimum: type boolean has no constraint 'minimum';"
                + " there are: required, enum");
  }

  @ParameterizedTest
  @CsvSource({
    "integer, minimun, minimum",
    "string, minlength, minLength",
    "any, requried, required",
    "string, patern, pattern",
    "number, Maximum, maximum"
  })
  void have_names_and_one_that_is_none_is_met_with_what_was_meant(
      String type, String name, String meant) {
    assertThat(Schemas.problems("{'fields': [" + field(type, "'" + name + "': 1") + "]}"))
        .singleElement()
        .isInstanceOfSatisfying(
            SchemaProblem.UnknownName.class,
            problem -> {
              assertThat(problem.pointer()).isEqualTo("/fields/0/constraints/" + name);
              assertThat(problem.kind()).isEqualTo("constraint");
              assertThat(problem.suggestion()).isEqualTo(meant);
              assertThat(problem.allowed()).contains(meant);
            });
  }

  @Test
  void have_names_and_one_that_is_like_none_is_refused_too() {
    assertThat(Schemas.faultsOfField(field("string", "'length': 3")))
        .containsExactly("schema-unknown-name /fields/0/constraints/length");
  }

  @Test
  void are_known_by_name_even_where_the_type_is_not() {
    assertThat(Schemas.faultsOfField(field("thing", "'minimum': 'x', 'foo': 1, 'required': 2")))
        .containsExactly(
            "schema-unknown-name /fields/0/type",
            "schema-unknown-name /fields/0/constraints/foo",
            "schema-wrong-value /fields/0/constraints/required");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "integer | minimum | 'abc'",
        "integer | minimum | 1.0",
        "integer | minimum | 1e3",
        "integer | maximum | true",
        "integer | maximum | null",
        "integer | maximum | [1]",
        "integer | maximum | {}",
        "number | minimum | 'NaN'",
        "number | maximum | 'NaN'",
        "number | maximum | 1e10000",
        "date | minimum | '2024-02-30'",
        "date | minimum | 2024",
        "datetime | maximum | '2024-02-01'",
        "string | minLength | -1",
        "string | minLength | 1.5",
        "string | minLength | 1.0",
        "string | minLength | ''",
        "string | maxLength | 'two'",
        "string | maxLength | null",
        "string | maxLength | true",
        "string | pattern | 1",
        "string | pattern | null",
        "any | required | 'true'",
        "any | required | 1",
        "any | unique | 1",
        "string | enum | []",
        "string | enum | 'a'",
        "string | enum | {}"
      })
  void have_a_value_that_fits_them(String type, String name, String json) {
    assertThat(Schemas.faultsOfField(field(type, "'%s': %s".formatted(name, json))))
        .containsExactly("schema-wrong-value /fields/0/constraints/" + name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "integer | ['x', 1, 2.5] | 0 2",
        "string | [null, 'a', [], {}] | 0 2 3",
        "boolean | [true, 'yes', 2] | 1 2",
        "date | ['2024-01-01', '2024-1-1'] | 1"
      })
  void have_an_enum_of_which_each_value_is_of_the_type(String type, String json, String wrong) {
    assertThat(Schemas.faultsOfField(field(type, "'enum': " + json)))
        .containsExactlyElementsOf(
            java.util.Arrays.stream(wrong.split(" "))
                .map(index -> "schema-wrong-value /fields/0/constraints/enum/" + index)
                .toList());
  }

  @Test
  void say_what_they_take() {
    assertThat(Schemas.messagesOfField(field("date", "'minimum': 5")))
        .containsExactly(
            "/fields/0/constraints/minimum is '5';"
                + " it takes a value of the field's type, date (YYYY-MM-DD)");
  }

  @Test
  void have_patterns_that_can_be_read() {
    assertThat(Schemas.messagesOfField(field("string", "'pattern': 'a['")))
        .containsExactly(
            "/fields/0/constraints/pattern: pattern 'a[' can't be used: missing closing ]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "integer | 'minimum': 2, 'maximum': 1 | maximum",
        "integer | 'maximum': 1, 'minimum': 2 | maximum",
        "number | 'minimum': 1.0000000000000000000001, 'maximum': 1 | maximum",
        "number | 'minimum': 'INF', 'maximum': 1e9999 | maximum",
        "date | 'minimum': '2024-01-02', 'maximum': '2024-01-01' | maximum",
        "datetime | 'minimum': '2024-01-01T00:00:00Z', 'maximum': '2024-01-01T00:00:00+01:00' |"
            + " maximum",
        "string | 'minLength': 3, 'maxLength': 2 | maxLength"
      })
  void do_not_contradict_each_other(String type, String constraints, String at) {
    assertThat(Schemas.faultsOfField(field(type, constraints)))
        .containsExactly("schema-wrong-value /fields/0/constraints/" + at);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "integer | 'minimum': 1, 'maximum': 1",
        "number | 'minimum': 1.0, 'maximum': 1",
        "datetime | 'minimum': '2024-01-01T00:00:00+01:00', 'maximum': '2023-12-31T23:00:00Z'",
        "string | 'minLength': 2, 'maxLength': 2",
        "any | 'unique': false, 'required': false"
      })
  void may_leave_a_single_value_or_ask_for_nothing(String type, String constraints) {
    assertThat(Schemas.faultsOfField(field(type, constraints))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "'required'", "true"})
  void are_an_object(String json) {
    assertThat(Schemas.faultsOfField("{'name': 'a', 'constraints': " + json + "}"))
        .containsExactly("schema-wrong-value /fields/0/constraints");
  }
}
