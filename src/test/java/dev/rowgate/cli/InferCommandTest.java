package dev.rowgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.cli.flags.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InferCommandTest {

  @Test
  void its_output_is_a_schema_as_it_is(@TempDir Path directory) throws Exception {
    Path csv = Files.writeString(directory.resolve("x.csv"), "id;name\n1;Ada\n2;Bob\n");
    Ran inferred = Ran.rowgate("infer", "--whole", csv.toString());
    assertThat(inferred.exit()).isEqualTo(ExitCode.ALL_GOOD);
    Path schema = Files.writeString(directory.resolve("x.json"), inferred.out());
    Ran transformed =
        Ran.rowgate("transform", "--schema=" + schema, "--summary=false", csv.toString());
    assertThat(transformed.out())
        .isEqualTo("{\"id\":1,\"name\":\"Ada\"}\n{\"id\":2,\"name\":\"Bob\"}\n");
    assertThat(transformed.exit()).isEqualTo(ExitCode.ALL_GOOD);
  }

  @Test
  void writes_the_answer_to_a_file(@TempDir Path directory) throws Exception {
    Path csv = Files.writeString(directory.resolve("x.csv"), "id;name\n1;Ada\n2;Bob\n");
    Path json = directory.resolve("x.json");
    Ran ran = Ran.rowgate("infer", "-o", json.toString(), csv.toString());
    assertThat(ran.exit()).isEqualTo(ExitCode.ALL_GOOD);
    assertThat(ran.out()).isEmpty();
    assertThat(json).hasContent(Ran.rowgate("infer", csv.toString()).out());
    assertThat(Ran.rowgate("infer", "-o", csv.toString(), csv.toString()).exit())
        .isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(csv).content().startsWith("id;name");
  }

  @Test
  void a_file_that_was_there_stays_if_nothing_can_be_inferred(@TempDir Path directory)
      throws Exception {
    Path json = Files.writeString(directory.resolve("x.json"), "old");
    assertThat(Ran.with("", "infer", "-o", json.toString()).exit())
        .isEqualTo(ExitCode.INPUT_BROKEN);
    assertThat(json).hasContent("old");
  }

  @Test
  void the_evidence_comes_on_request() {
    Ran brief = Ran.with("a,b\n1,2\n", "infer");
    Ran full = Ran.with("a,b\n1,2\n", "infer", "--explain");
    assertThat(brief.out()).contains("\"confidence\"").doesNotContain("\"columns\"", "\"fits\"");
    assertThat(full.out()).contains("\"columns\"", "\"fits\"", "\"seen\"");
  }

  @Test
  void reads_stdin_and_believes_the_flags() {
    Ran inferred = Ran.with("a|b\n1|2\n", "infer", "--delimiter=|", "--header=false", "-");
    assertThat(inferred.out()).contains("\"field1\"", "\"confidence\":1.0");
  }

  @Test
  void has_the_exit_codes_of_the_others() {
    assertThat(Ran.with("", "infer").exit()).isEqualTo(ExitCode.INPUT_BROKEN);
    assertThat(Ran.with("a\n", "infer", "--sample-rows=0").exit()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(Ran.with("a\n", "infer", "-", "y").exit()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(Ran.rowgate("infer", "/nowhere/x.csv").exit()).isEqualTo(ExitCode.IO_FAILED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"windows-1252", "shift_jis", "euc-kr"})
  void utf_8_that_is_named_as_another_encoding_is_a_warning(String encoding) {
    assertThat(Ran.with("a,b\nZoë,Größe\n", "infer", "--encoding=" + encoding).out())
        .contains("the input is UTF-8, though it is read as");
    assertThat(Ran.with("a,b\n1,2\n", "infer", "--encoding=" + encoding).out())
        .doesNotContain("the input is UTF-8");
  }

  /// A comment mark that is inferred removes lines.
  @Test
  void comments_below_the_header_are_a_warning() {
    String records = "a,b\n1,2\n# a note\n3,4\n".concat("5,6\n".repeat(3)) + "# another\n";
    String warning =
        "2 lines below the header begin with '#' and are left out, the first is line 3";
    assertThat(Ran.with(records, "infer").out()).contains("\"commentChar\":\"#\"", warning);
    assertThat(Ran.with(records, "infer", "--comment=#").out()).doesNotContain("left out");
    assertThat(Ran.with("# a note\n# more\n" + "a,b\n1,2\n3,4\n", "infer").out())
        .contains("\"commentChar\":\"#\"")
        .doesNotContain("left out");
    // A long one comes in parts.
    String parts = "# note " + "x".repeat(300_000) + "\n";
    assertThat(Ran.with("a,b\n" + "1,2\n".repeat(99) + parts + "3,4\n", "infer").out())
        .contains("line 101, below the header, begins with '#' and is left out");
  }
}
