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
  @ValueSource(
      strings = {
        "string",
        "number",
        "integer",
        "boolean",
        "object",
        "array",
        "list",
        "datetime",
        "date",
        "time",
        "year",
        "yearmonth",
        "duration",
        "geopoint",
        "geojson",
        "any"
      })
  void a_type_has_its_name(String type) {
    assertThat(Schemas.field("{'name': 'a', 'type': '" + type + "'}").type().name())
        .isEqualTo(type);
  }

  @Test
  void a_type_that_does_not_exist_is_met_with_the_ones_that_do() {
    assertThat(Schemas.messagesOfField("{'name': 'a', 'type': 'Integr'}"))
        .containsExactly(
            "/fields/0/type: there is no type 'Integr'; there are: string,"
                + " number, integer, boolean, object, array, list, datetime, date, time, year,"
                + " yearmonth, duration, geopoint, geojson, any; did you mean 'integer'?");
  }

  /// Names of types in SQL, JSON Schema, Arrow, pandas, Java and Elasticsearch.
  @ParameterizedTest
  @CsvSource(
      delimiter = ':',
      value = {
        "string: text str varchar VARCHAR(20) nvarchar2(10) 'character varying(9)' char uuid utf8",
        "integer: int Int INT64 int32 bigint long short smallint int4 serial uint8 tinyint(1)",
        "number: float double float64 'double precision' decimal(9,2) numeric real money",
        "boolean: bool BOOL bit",
        "datetime: timestamp timestamptz 'timestamp with time zone' date-time datetime64[ns]"
            + " datetime2",
        "time: timetz 'time without time zone'",
        "date: date32 Date",
        "duration: interval timedelta64[ns]",
        "object: json jsonb dict",
        "list: text[] integer[]",
        "geopoint: point",
        "geojson: geometry(Point,4326)",
      })
  void a_type_of_another_language_is_met_with_its_counterpart(String type, String names) {
    for (String quoted : names.strip().split(" (?=(?:[^']*'[^']*')*[^']*$)")) {
      String name = quoted.replace("'", "");
      assertThat(Schemas.messagesOfField("{'name': 'a', 'type': '" + name + "'}"))
          .singleElement()
          .asString()
          .endsWith("did you mean '" + type + "'?");
    }
  }

  @Test
  void the_counterpart_of_an_item_s_type_is_one_that_items_may_have() {
    assertThat(Schemas.messagesOfField("{'name': 'a', 'type': 'list', 'itemType': 'bigint'}"))
        .singleElement()
        .asString()
        .endsWith("did you mean 'integer'?");
    assertThat(Schemas.messagesOfField("{'name': 'a', 'type': 'list', 'itemType': 'json'}"))
        .singleElement()
        .asString()
        .doesNotContain("did you mean");
  }

  @ParameterizedTest
  @ValueSource(strings = {"blob", "", "42", "x", "?"})
  void a_type_that_has_no_counterpart_suggests_none(String name) {
    assertThat(Schemas.messagesOfField("{'name': 'a', 'type': '" + name + "'}"))
        .singleElement()
        .asString()
        .doesNotContain("did you mean");
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
    "datetime, %d/%m/%Y %H:%M:%S",
    "time, any",
    "time, fmt:%H:%M",
    "geopoint, array",
    "geopoint, object",
    "geojson, topojson",
    "string, fmt:uuid"
  })
  void a_format_may_be_one_of_the_standard(String type, String format) {
    assertThat(Schemas.faultsOfField(field(type, format))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "date | %d/%m/%y %Q | there is no directive %Q",
        "date | %x | %x is not supported: what it reads depends on the language of a machine",
        "date | %Y-W%W-%w | %W is not supported",
        "date | %Y-% | a % without a letter; the character itself is %%",
        "date | %Y-%m | it reads no day",
        "date | %d %B | it reads no year",
        "date | %Y %d | it reads no month",
        "date | %Y-%m-%d %H:%M | it reads a part of a time, which a date can't hold",
        "time | %H:%M %Y | it reads a part of a date, which a time can't hold",
        "time | %M:%S | it reads no hour",
        "time | %I:%M | %I needs %p: which half of the day it is can't be told",
        "datetime | %Y-%m-%d | it reads no hour",
        "date | %Y-%m-%d %d | %d stands in it twice",
        "date | %Y-%y-%m-%d | two of its directives read the same part"
      })
  void a_pattern_that_can_not_be_used_is_refused_with_the_reason(
      String type, String format, String reason) {
    assertThat(Schemas.messagesOfField(field(type, format)))
        .containsExactly("/fields/0/format: pattern '" + format + "' can't be used: " + reason);
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
        "number | decimalChar | ''",
        "number | decimalChar | 'e'",
        "number | decimalChar | 1",
        "number | groupChar | '.'",
        "number | groupChar | '-'",
        "integer | groupChar | '0'",
        "integer | bareNumber | 'no'",
        "list | delimiter | ''",
        "list | delimiter | '12345678901234567'",
        "list | itemType | 1"
      })
  void marks_that_can_not_be_are_refused(String type, String name, String json) {
    assertThat(
            Schemas.faultsOfField(
                "{'name': 'a', 'type': '%s', '%s': %s}".formatted(type, name, json)))
        .containsExactly("schema-wrong-value /fields/0/" + name);
  }

  @Test
  void a_list_holds_types_of_one_value() {
    assertThat(Schemas.messagesOfField("{'name': 'a', 'type': 'list', 'itemType': 'object'}"))
        .containsExactly(
            "/fields/0/itemType: there is no itemType 'object'; there are: string, integer,"
                + " boolean, number, datetime, date, time");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "number | decimalChar | '.'",
        "number | groupChar | ''",
        "integer | bareNumber | true",
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
        "title",
        "description",
        "example",
        "rdfType",
        "unit",
        "units",
        "label",
        "table",
        "titel",
        "source",
        "x-unit",
        "tags",
        "notes",
        "examples",
        "default"
      })
  void other_properties_are_accepted(String name) {
    assertThat(Schemas.faultsOfField("{'name': 'a', '" + name + "': {'any': [1]}}")).isEmpty();
  }
}
