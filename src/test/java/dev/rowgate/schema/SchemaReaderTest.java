package dev.rowgate.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.options.PartialDialect;
import dev.rowgate.problem.SchemaProblem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaReaderTest {
  private static final String FIELDS = "'fields': [{'name': 'a'}]";

  @Test
  void reads_a_schema() {
    Schema schema =
        Schemas.parsed(
            """
            {"$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
             "title": "People",
             "fields": [
               {"name": "id", "type": "integer", "constraints": {"required": true}},
               {"name": "name", "type": "string", "missingValues": ["-"]},
               {"name": "note"}],
             "fieldsMatch": "subset",
             "missingValues": ["", "NA"],
             "primaryKey": [], "uniqueKeys": [], "foreignKeys": []}
            """);

    assertThat(schema.fields()).extracting(Field::name).containsExactly("id", "name", "note");
    assertThat(schema.fields())
        .extracting(field -> field.type().name())
        .containsExactly("integer", "string", "any");
    assertThat(schema.fields()).extracting(Field::required).containsExactly(true, false, false);
    assertThat(schema.fields())
        .extracting(field -> field.missingValues().texts())
        .containsExactly(List.of("", "NA"), List.of("-"), List.of("", "NA"));
    assertThat(schema.fieldsMatch()).isEqualTo(FieldsMatch.SUBSET);
    assertThat(schema.dialect()).isEqualTo(PartialDialect.NOTHING);
  }

  @Test
  void takes_what_the_standard_says_where_a_schema_says_nothing() {
    Schema schema = Schemas.parsed("{" + FIELDS + "}");

    assertThat(schema.fieldsMatch()).isEqualTo(FieldsMatch.EXACT);
    assertThat(schema.fields().getFirst().missingValues().texts()).containsExactly("");
  }

  @Test
  void has_a_limit_on_its_length() {
    byte[] json = "{\"fields\":[{\"name\":\"a\"}]}".getBytes(UTF_8);

    assertThat(SchemaReader.read(json, json.length)).isInstanceOf(SchemaResult.Parsed.class);
    assertThat(SchemaReader.read(json, json.length - 1))
        .isEqualTo(
            new SchemaResult.Invalid(
                List.of(new SchemaProblem.TooLarge(json.length - 1)), List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "1", "'a'", "true", "null"})
  void is_an_object(String json) {
    assertThat(Schemas.faults(json)).containsExactly("schema-wrong-value ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | schema-missing-property ",
        "{'fields': []} | schema-wrong-value /fields",
        "{'fields': {}} | schema-wrong-value /fields",
        "{'fields': null} | schema-wrong-value /fields",
        "{'fields': [1]} | schema-wrong-value /fields/0",
        "{'fields': [{'name': 'a'}, 'b']} | schema-wrong-value /fields/1"
      })
  void has_fields_and_they_are_objects(String json, String fault) {
    assertThat(Schemas.faults(json)).hasSize(1).first().asString().startsWith(fault);
  }

  @Test
  void has_at_most_10000_fields() {
    var fields = new StringBuilder("{'name': 'f0'}");
    for (int i = 1; i < 10_000; i++) {
      fields.append(",{'name': 'f").append(i).append("'}");
    }
    assertThat(Schemas.parsed("{'fields': [" + fields + "]}").fields()).hasSize(10_000);

    fields.append(",{'name': 'more'}");
    assertThat(Schemas.messages("{'fields': [" + fields + "]}"))
        .containsExactly("/fields is '[…]'; it takes at most 10000 fields");
  }

  @ParameterizedTest
  @EnumSource(FieldsMatch.class)
  void has_five_ways_to_match_a_header(FieldsMatch match) {
    String word = match.name().toLowerCase(java.util.Locale.ROOT);

    assertThat(Schemas.parsed("{" + FIELDS + ", 'fieldsMatch': '" + word + "'}").fieldsMatch())
        .isEqualTo(match);
    assertThat(Schemas.parsed("{" + FIELDS + ", 'fieldsMatch': ['" + word + "']}").fieldsMatch())
        .isEqualTo(match);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'exactly' | schema-unknown-name /fieldsMatch",
        "'Equal' | schema-unknown-name /fieldsMatch",
        "['some'] | schema-unknown-name /fieldsMatch/0",
        "['equal', 'exact'] | schema-wrong-value /fieldsMatch",
        "[] | schema-wrong-value /fieldsMatch",
        "true | schema-wrong-value /fieldsMatch"
      })
  void has_no_other_way_to_match_a_header(String json, String fault) {
    assertThat(Schemas.faults("{" + FIELDS + ", 'fieldsMatch': " + json + "}"))
        .containsExactly(fault);
  }

  @Test
  void asks_what_was_meant() {
    assertThat(Schemas.messages("{" + FIELDS + ", 'fieldsMatch': 'supset'}"))
        .containsExactly(
            "/fieldsMatch: there is no fieldsMatch 'supset';"
                + " there are: exact, equal, subset, superset, partial; did you mean 'subset'?");
  }

  @Test
  void accepts_keys_that_name_no_field() {
    assertThat(
            Schemas.faults(
                "{" + FIELDS + ", 'primaryKey': '', 'uniqueKeys': [], 'foreignKeys': []}"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "field, fields",
    "fieldMatch, fieldsMatch",
    "missingvalues, missingValues",
    "primarykey, primaryKey",
    "foreignKey, foreignKeys"
  })
  void refuses_a_property_that_is_misspelt(String name, String suggestion) {
    assertThat(Schemas.messages("{" + FIELDS + ", '" + name + "': []}"))
        .singleElement()
        .asString()
        .startsWith("/%s: there is no property '%s'; there are: ".formatted(name, name))
        .endsWith("; did you mean '%s'?".formatted(suggestion));
  }

  @ParameterizedTest
  @ValueSource(strings = {"title", "description", "name", "x-owner", "version", "keywords"})
  void accepts_properties_that_say_nothing_of_rows(String name) {
    assertThat(Schemas.faults("{" + FIELDS + ", '" + name + "': null}")).isEmpty();
  }

  @Test
  void lists_all_problems_in_the_order_of_the_text() {
    assertThat(
            Schemas.faults(
                """
                {"missingValues": 1,
                 "fields": [
                   {"type": "integr", "constraints": {"minimun": 1, "required": "yes"}},
                   {"constraints": {"minLength": 1}, "type": "integer", "name": "b"},
                   {"name": "b", "format": 7},
                   {"name": "_summary", "type": "object", "constraints": {"jsonSchema": {"$ref": "x"}}}],
                 "fieldsMatch": "none",
                 "primaryKey": ["c"]}
                """))
        .containsExactly(
            "schema-wrong-value /missingValues",
            "schema-missing-property /fields/0",
            "schema-unknown-name /fields/0/type",
            "schema-unknown-name /fields/0/constraints/minimun",
            "schema-wrong-value /fields/0/constraints/required",
            "schema-constraint-not-on-type /fields/1/constraints/minLength",
            "schema-duplicate-field /fields/2/name",
            "schema-wrong-value /fields/2/format",
            "reserved-column /fields/3/name",
            "schema-not-supported /fields/3/constraints/jsonSchema/$ref",
            "schema-unknown-name /fieldsMatch",
            "schema-unknown-name /primaryKey/0");
  }

  /// One label would be the name of both.
  @Test
  void names_that_differ_in_capitals_only_need_a_header_that_tells_capitals_apart() {
    String resource =
        "{'dialect': {'caseSensitiveHeader': %s},"
            + " 'schema': {'fields': [{'name': 'Name'}, {'name': 'name'}]}}";

    assertThat(Schemas.problems(resource.formatted("false")))
        .extracting(problem -> problem.code().id())
        .containsExactly("schema-duplicate-field");
    assertThat(Schemas.problems(resource.formatted("true"))).isEmpty();
  }

  @Test
  void lists_at_most_100_problems_and_says_so() {
    String fields = "{'type':1,'constraints':1},".repeat(4_000) + "{'name':'a'}";

    List<SchemaProblem> problems = Schemas.problems("{'fields': [" + fields + "]}");

    assertThat(problems).hasSize(101);
    assertThat(problems.getLast().message())
        .isEqualTo("the schema: to list more problems than these is not supported by this version");
  }
}
