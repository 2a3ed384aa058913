package dev.rowgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.cli.flags.ExitCode;
import dev.rowgate.schema.SchemaOfSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests of `rowgate schema check` and `rowgate schema json-schema`.
class SchemaCheckTest {

  private static final String WRONG =
      """
      {"fields": [{"name": "a", "type": "integr"}, {"type": "string"}, {"name": "a"},
                  {"name": "_error", "type": "integer", "constraints": {"pattern": "x"}}]}
      """;

  @TempDir private Path dir;

  @Test
  void a_property_without_an_effect_is_a_warning() {
    Ran ran =
        Ran.with(
            "{\"schema\":{\"fields\":[{\"name\":\"a\"}]},\"dialect\":{\"foo\":1}}",
            "schema",
            "check",
            "-");
    assertThat(ran.exit()).isEqualTo(ExitCode.ALL_GOOD);
    assertThat(ran.out()).contains("warning  /dialect/foo: no dialect has", "right, 1 field");
  }

  @ParameterizedTest
  @ValueSource(strings = {"string", "strnig"})
  void both_formats_have_the_warnings_after_the_problems(String type) {
    String schema =
        ("{\"schema\":{\"fields\":[{\"name\":\"a\",\"type\":\"%s\"}]},"
                + "\"dialect\":{\"foo\":1,\"missingCells\":\"null\",\"csv\":{\"bar\":2}}}")
            .formatted(type);
    boolean isValid = type.equals("string");
    String text = Ran.with(schema, "schema", "check", "-").out();
    String json = Ran.with(schema, "schema", "check", "--format=json", "-").out();

    assertThat(json)
        .startsWith(
            "{\"valid\":%s,\"problems\":[%s".formatted(isValid, isValid ? "]," : "{\"code\""))
        .endsWith(
            "\"warnings\":[{\"code\":\"unused-property\",\"pointer\":\"/dialect/csv/bar\",\"message\":\"/dialect/csv/bar:"
                + " no dialect has such a property, so it has no effect\"},"
                + "{\"code\":\"unused-property\",\"pointer\":\"/dialect/foo\",\"message\":\"/dialect/foo:"
                + " no dialect has such a property, so it has no effect\"},"
                + "{\"code\":\"unused-property\",\"pointer\":\"/dialect/missingCells\",\"message\":\"/dialect/missingCells:"
                + " no dialect has such a property, so it has no effect; it is an option of the"
                + " run, 'missingCells', and only that one counts\"}]}\n");
    assertThat(text)
        .containsSubsequence(
            isValid ? "" : "schema-unknown-name",
            "warning  /dialect/csv/bar: ",
            "warning  /dialect/foo: ",
            "warning  /dialect/missingCells: ",
            isValid ? "right, 1 field" : "1 fault");
  }

  @Test
  void an_option_in_the_dialect_is_told_to_be_one() {
    assertThat(
            Ran.with(
                    "{\"schema\":{\"fields\":[{\"name\":\"a\"}]},\"dialect\":{\"skipRows\":1}}",
                    "schema",
                    "check",
                    "-")
                .out())
        .contains(
            "leaving out rows by the schema, not by the option 'skipRows' of the run, is not"
                + " supported");
  }

  @Test
  void each_fault_has_its_place_and_what_to_write_instead() {
    Ran ran = Ran.with(WRONG, "schema", "check");

    assertThat(ran.exit()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out())
        .contains(
            """
              /fields/1  schema-missing-property
                 has no property 'name'
                 instead: "name": … in this object

              /fields/2/name  schema-duplicate-field
                 the name 'a' is taken by /fields/0/name
                 instead: a name that no other field has

              /fields/3/name  reserved-column
            """)
        .contains("     instead: 'integer'\n", "     instead: another name, such as 'error'\n")
        .contains("     instead: one of required, unique, enum, minimum,")
        .endsWith("\nstdin: 5 faults\n");
  }

  @Test
  void a_program_is_told_the_same() {
    Ran ran = Ran.with(WRONG, "schema", "check", "--format=json", "-");

    assertThat(ran.exit()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(ran.out())
        .startsWith("{\"valid\":false,\"problems\":[{\"code\":\"schema-unknown-name\",")
        .contains("\"pointer\":\"/fields/0/type\",", "\"instead\":\"'integer'\"}")
        .endsWith("}],\"warnings\":[]}\n");
  }

  @Test
  void each_kind_of_pattern_is_told_in_its_own_language() {
    Ran ran =
        Ran.with(
            """
            {"fields": [
              {"name": "a", "type": "date", "format": "%Q"},
              {"name": "b", "constraints": {"pattern": "("}, "type": "string"},
              {"name": "c", "type": "object", "constraints": {"jsonSchema": {"pattern": "("}}}]}
            """,
            "schema", "check");

    assertThat(ran.out().lines().filter(line -> line.contains("instead: ")))
        .containsExactly(
            "     instead: default, any, or directives such as %d.%m.%Y",
            "     instead: a pattern of XML Schema that can run in linear time",
            "     instead: a pattern of ECMAScript that can run in linear time");
  }

  @Test
  void whoever_writes_a_date_s_format_in_letters_is_told_of_directives() {
    Ran ran =
        Ran.with(
            "{\"fields\":[{\"name\":\"a\",\"type\":\"date\",\"format\":\"dd.mm.yyyy\"}]}",
            "schema",
            "check");

    assertThat(ran.out())
        .contains("there is no format 'dd.mm.yyyy'")
        .contains("instead: one of default, any, directives such as %d.%m.%Y");
  }

  @Test
  void a_schema_that_is_right_is_told_so() throws IOException {
    Path file = Files.writeString(dir.resolve("s.json"), "{\"fields\":[{\"name\":\"a\"}]}");

    assertThat(Ran.rowgate("schema", "check", file.toString()))
        .isEqualTo(new Ran(ExitCode.ALL_GOOD, file + ": right, 1 field\n", ""));
    assertThat(Ran.rowgate("schema", "check", "--format", "json", file.toString()).out())
        .isEqualTo("{\"valid\":true,\"problems\":[],\"warnings\":[]}\n");
  }

  @Test
  void what_is_no_json_is_told_where() {
    assertThat(Ran.with("{\"fields\":\n[}", "schema", "check").out())
        .contains("  the whole  schema-not-json\n", "instead: JSON; correct it at line 2");
  }

  @Test
  void a_file_that_cant_be_read_is_another_matter() {
    Ran ran = Ran.rowgate("schema", "check", dir + "/none.json");

    assertThat(ran.exit()).isEqualTo(ExitCode.IO_FAILED);
    assertThat(ran.err()).startsWith("rowgate: " + dir + "/none.json: ");
  }

  @Test
  void other_words_are_refused() {
    assertThat(Ran.rowgate("schema", "chekc").err())
        .contains("there is no command 'schema chekc'; did you mean 'rowgate schema check'?");
    assertThat(Ran.rowgate("schema", "check", "--format=yaml").err())
        .contains("option '--format' is 'yaml'; it takes text or json");
    assertThat(Ran.rowgate("schema", "check", "a", "b").exit()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(Ran.rowgate("schema").exit()).isEqualTo(ExitCode.WRONG_USAGE);
  }

  @Test
  void the_shape_of_all_schemas_is_printed() {
    assertThat(Ran.rowgate("schema", "json-schema"))
        .isEqualTo(new Ran(ExitCode.ALL_GOOD, SchemaOfSchemas.text(), ""));
  }
}
