package dev.rowgate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldReaderTest {

  @ParameterizedTest
  @ValueSource(strings = {"''", "' '", "'\\t'", "1", "null", "['a']"})
  void a_name_is_a_text_that_is_not_blank(String name) {
    assertThat(Schemas.faultsOfField("{'name': " + name + "}"))
        .containsExactly("schema-wrong-value /fields/0/name");
  }

  @Test
  void a_name_is_kept_with_its_spaces() {
    assertThat(Schemas.field("{'name': ' a '}").name()).isEqualTo(" a ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"_error", "_summary"})
  void a_name_can_not_be_one_that_marks_other_lines(String name) {
    assertThat(Schemas.faultsOfField("{'name': '" + name + "'}"))
        .containsExactly("reserved-column /fields/0/name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"_Error", "error", "_summary_", "_errors"})
  void a_name_can_be_nearly_one_that_marks_other_lines(String name) {
    assertThat(Schemas.faultsOfField("{'name': '" + name + "'}")).isEmpty();
  }

  @Test
  void a_name_is_given_once() {
    assertThat(
            Schemas.messages(
                "{'fields': [{'name': 'a'}, {'name': 'A'}, {'name': 'a'}, {'name': 'a'}]}"))
        .containsExactly(
            "/fields/2/name: the name 'a' is taken by /fields/0/name",
            "/fields/3/name: the name 'a' is taken by /fields/0/name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"string", "integer", "number", "boolean", "date", "datetime", "any"})
  void a_type_has_its_name(String type) {
    assertThat(Schemas.field("{'name': 'a', 'type': '" + type + "'}").type().name())
        .isEqualTo(type);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "object",
        "array",
        "list",
        "time",
        "year",
        "yearmonth",
        "duration",
        "geopoint",
        "geojson"
      })
  void a_type_of_the_standard_that_is_not_here_yet_is_not_supported(String type) {
    assertThat(Schemas.messagesOfField("{'name': 'a', 'type': '" + type + "'}"))
        .containsExactly("/fields/0/type: type " + type + " is not supported by this version");
  }

  @Test
  void a_type_that_does_not_exist_is_met_with_the_ones_that_do() {
    assertThat(Schemas.messagesOfField("{'name': 'a', 'type': 'Integr'}"))
        .containsExactly(
            "/fields/0/type: there is no type 'Integr'; there are: string,"
                + " integer, number, boolean, date, datetime, any, object, array, list, time, year,"
                + " yearmonth, duration, geopoint, geojson; did you mean 'integer'?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "null", "['integer']"})
  void a_type_is_a_text(String type) {
    assertThat(Schemas.faultsOfField("{'name': 'a', 'type': " + type + "}"))
        .containsExactly("schema-wrong-value /fields/0/type");
  }

  @ParameterizedTest
  @CsvSource({
    "string, default",
    "integer, default",
    "number, default",
    "boolean, default",
    "date, default",
    "datetime, default",
    "any, default",
    "date, fmt:default"
  })
  void a_format_may_be_the_default(String type, String format) {
    assertThat(Schemas.faultsOfField(field(type, format))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "string, email",
    "string, uri",
    "string, binary",
    "string, uuid",
    "date, any",
    "datetime, any",
    "date, %d/%m/%Y",
    "datetime, fmt:%d/%m/%y",
    "string, fmt:uuid"
  })
  void a_format_of_the_standard_that_is_not_here_yet_is_not_supported(String type, String format) {
    assertThat(Schemas.faultsOfField(field(type, format)))
        .containsExactly("schema-not-supported /fields/0/format");
  }

  @ParameterizedTest
  @CsvSource({
    "string, e-mail",
    "string, any",
    "integer, %d",
    "integer, any",
    "number, currency",
    "boolean, any",
    "date, iso",
    "datetime, rfc3339",
    "any, any"
  })
  void a_format_that_the_type_does_not_have_is_unknown(String type, String format) {
    assertThat(Schemas.faultsOfField(field(type, format)))
        .containsExactly("schema-unknown-name /fields/0/format");
  }

  @Test
  void a_format_is_met_with_what_was_meant() {
    assertThat(Schemas.messagesOfField(field("string", "e-mail")))
        .containsExactly(
            "/fields/0/format: there is no format 'e-mail';"
                + " there are: default, email, uri, binary, uuid; did you mean 'email'?");
  }

  private static String field(String type, String format) {
    return "{'name': 'a', 'type': '%s', 'format': '%s'}".formatted(type, format);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "number | decimalChar | ','",
        "number | decimalChar | ''",
        "number | groupChar | ','",
        "integer | groupChar | ' '",
        "number | bareNumber | false",
        "integer | bareNumber | false",
        "string | categories | ['a']",
        "integer | categories | [{'value': 1, 'label': 'x'}]",
        "any | categories | ['a']"
      })
  void what_would_change_the_outcome_is_not_supported(String type, String name, String json) {
    assertThat(
            Schemas.faultsOfField(
                "{'name': 'a', 'type': '%s', '%s': %s}".formatted(type, name, json)))
        .containsExactly("schema-not-supported /fields/0/" + name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "number | decimalChar | '.'",
        "number | groupChar | ''",
        "integer | bareNumber | true",
        "string | categories | []",
        "string | bareNumber | false",
        "string | trueValues | ['x']"
      })
  void what_would_change_nothing_is_accepted(String type, String name, String json) {
    assertThat(
            Schemas.faultsOfField(
                "{'name': 'a', 'type': '%s', '%s': %s}".formatted(type, name, json)))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "constraint, constraints",
    "Constraints, constraints",
    "tpye, type",
    "typ, type",
    "fromat, format",
    "missingValue, missingValues",
    "truevalues, trueValues",
    "required, constraints/required",
    "requried, constraints/required",
    "minimum, constraints/minimum",
    "maxlength, constraints/maxLength",
    "enum, constraints/enum"
  })
  void a_property_that_is_misspelt_or_misplaced_is_refused(String name, String suggestion) {
    assertThat(Schemas.messagesOfField("{'name': 'a', '" + name + "': true}"))
        .singleElement()
        .asString()
        .startsWith("/fields/0/%s: there is no property '%s'; there are: ".formatted(name, name))
        .endsWith("; did you mean '%s'?".formatted(suggestion));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "title", "description", "example", "rdfType", "categoriesOrdered", "unit", "units", "label",
        "table", "titel", "source", "x-unit", "tags", "notes", "examples", "default"
      })
  void other_properties_are_accepted(String name) {
    assertThat(Schemas.faultsOfField("{'name': 'a', '" + name + "': {'any': [1]}}")).isEmpty();
  }
}
