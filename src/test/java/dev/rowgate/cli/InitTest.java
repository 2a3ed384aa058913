package dev.rowgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.cli.flags.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Tests of `rowgate init`.
class InitTest {

  private static final String CSV = "id;name;on\n1;Ada;2024-03-01\n2;;2024-03-02\n";

  @TempDir Path directory;

  @Test
  void the_schema_is_accepted_as_it_is_and_comments_each_field() throws Exception {
    Path csv = Files.writeString(directory.resolve("x.csv"), CSV);

    Ran made = Ran.rowgate("init", csv.toString());

    Path schema = directory.resolve("x.schema.json");
    assertThat(made.exit()).isEqualTo(ExitCode.ALL_GOOD);
    assertThat(made.out()).isEmpty();
    assertThat(made.err()).contains("wrote " + schema);
    assertThat(schema)
        .content()
        .contains("rowgate transform --schema " + schema + " " + csv)
        .contains(
            "No value is missing", "1 of 2 values are missing", "\\\"minimum\\\": \\\"2000-01-01")
        .doesNotContain("\"columns\"");
    assertThat(Ran.rowgate("schema", "check", schema.toString()).exit())
        .isEqualTo(ExitCode.ALL_GOOD);
    Ran transformed =
        Ran.rowgate("transform", "--schema=" + schema, "--summary=false", csv.toString());
    assertThat(transformed.out())
        .isEqualTo(
            "{\"id\":1,\"name\":\"Ada\",\"on\":\"2024-03-01\"}\n"
                + "{\"id\":2,\"name\":null,\"on\":\"2024-03-02\"}\n");
  }

  @Test
  void a_record_with_another_number_of_cells_is_no_missing_or_other_value() throws Exception {
    Path csv =
        Files.writeString(
            directory.resolve("x.csv"), "id,v\n1,x\n2\n3,\n" + "4,y\n".repeat(200) + "z,y\n5,u\n");

    Ran made = Ran.rowgate("init", "-o", "-", csv.toString());

    assertThat(made.out())
        .contains("No value is missing", "1 of 204 values aren't of this type")
        .contains("1 of 204 values are missing")
        .contains("1 of 205 have another number of cells");
  }

  /// The examples come from the file, so that a schema with them rejects none of its records.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "n~-5~12.50~7        | 'minimum': -5, 'maximum': 12.50",
        "n;b~1,5;x~20,25;x   | 'minimum': 1.5, 'maximum': 20.25",
        "t~red~green~red~red | 'minLength': 3, 'maxLength': 5, 'enum': ['green','red']",
        "t~ab~cde~f          | 'minLength': 1, 'maxLength': 3}",
        "d~1999-12-31~2024-03-01~2024-03-02 | 'minimum': '1999-12-31', 'maximum': '2099-12-31'",
        "n~1.5~9.5~1e5~2.5E-7~3~4~5    | 'unique': true}",
        "n~1.5~9.5~2.5~3.5~4~5~NaN~INF | 'unique': true}",
        "d~31.12.1999~01.03.2024~02.03.2024 | 'unique': true}",
      })
  void the_examples_come_from_the_file(String text, String examples) throws Exception {
    Path csv = Files.writeString(directory.resolve("x.csv"), text.replace('~', '\n') + "\n");
    Ran.rowgate("init", csv.toString());
    Path schema = directory.resolve("x.schema.json");
    var json = JsonMapper.shared();
    JsonNode descriptor = json.readTree(Files.readString(schema));
    var field = (ObjectNode) descriptor.at("/schema/fields").values().iterator().next();
    String comment = field.path("description").asString();
    assertThat(comment.replace('"', '\'')).contains(examples);

    // All but "required" and "unique" are copied into the field.
    String copied =
        comment.substring(comment.indexOf("unique\": true") + "unique\": true".length());
    field.set("constraints", json.readTree("{" + copied.replaceFirst("^, ", "")));
    Files.writeString(schema, json.writeValueAsString(descriptor));
    Ran ran = Ran.rowgate("validate", "--schema=" + schema, csv.toString());
    assertThat(ran.exit()).as(ran.err() + comment).isEqualTo(ExitCode.ALL_GOOD);
  }

  @Test
  void a_schema_that_exists_stays() throws Exception {
    Path csv = Files.writeString(directory.resolve("x.csv"), CSV);
    Path schema = Files.writeString(directory.resolve("x.schema.json"), "edited");

    assertThat(Ran.rowgate("init", csv.toString()).exit()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(Ran.rowgate("init", "-o", schema.toString(), csv.toString()).err())
        .contains(schema + ": the file exists");
    assertThat(schema).hasContent("edited");
  }

  @ParameterizedTest
  @CsvSource({
    "people.csv, people",
    "people.tsv, people",
    "a.b, a.b",
    "people.csv.gz, people",
    ".csv, .csv"
  })
  void it_lies_beside_the_csv_and_is_named_after_it(String name, String stem) throws Exception {
    Path csv = Files.writeString(directory.resolve(name), CSV);

    Ran.rowgate("init", csv.toString());

    assertThat(directory.resolve(stem + ".schema.json")).exists();
  }

  @Test
  void stdin_and_a_hyphen_go_to_stdout() {
    assertThat(Ran.with(CSV, "init").out()).contains("\"description\"");
    assertThat(Ran.with(CSV, "init", "-o", "-", "-").out()).contains("\"description\"");
  }

  @Test
  void nothing_is_written_for_what_is_no_csv() throws Exception {
    Path csv = Files.writeString(directory.resolve("x.csv"), "");

    assertThat(Ran.rowgate("init", csv.toString()).exit()).isEqualTo(ExitCode.INPUT_BROKEN);
    assertThat(directory.resolve("x.schema.json")).doesNotExist();
  }

  /// As `infer` has them.
  @Test
  void what_is_known_of_the_dialect_can_be_said() throws Exception {
    Path csv = Files.writeString(directory.resolve("x.csv"), "1;a,b\n2;c,d\n");

    Ran made = Ran.rowgate("init", "--delimiter=;", "--header=false", "-o", "-", csv.toString());

    assertThat(made.exit()).as(made.err()).isEqualTo(ExitCode.ALL_GOOD);
    assertThat(made.out())
        .contains("\"delimiter\" : \";\"", "\"header\" : false", "field2", "\"description\"")
        .doesNotContain("field3", "\"columns\"");
    assertThat(Ran.rowgate("init", "--sample-rows=1", "-o", "-", csv.toString()).out())
        .contains("\"records\" : 1");
    assertThat(Ran.rowgate("init", "--delimiter=ab", csv.toString()).exit())
        .isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(Ran.rowgate("init", "--explain", csv.toString()).exit())
        .isEqualTo(ExitCode.WRONG_USAGE);
  }
}
