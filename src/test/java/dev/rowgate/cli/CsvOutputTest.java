package dev.rowgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.cli.flags.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `--format`: rows or rejected records as CSV, whose end the exit code proves.
class CsvOutputTest {

  @TempDir Path dir;
  private String schema;

  @BeforeEach
  void writeSchema() throws Exception {
    schema =
        Files.writeString(
                dir.resolve("s.json"),
                "{\"fields\":[{\"name\":\"a\",\"type\":\"integer\"},{\"name\":\"b\"}]}")
            .toString();
  }

  @Test
  void warnings_and_rejects_go_to_stderr() {
    Ran ran = Ran.with("sep=;\na;b\n1;2\n3\n", "transform", "--format=csv");
    assertThat(ran.out()).isEqualTo("a,b\r\n1,2\r\n");
    assertThat(ran.err())
        .isEqualTo(
            """
            rowgate: stdin: warning: the first line, 'sep=;', is left out; ';' is the delimiter
            rowgate: stdin: 1 of 2 records were rejected
            """);
    assertThat(Ran.with("sep=;\na;b\n1;2\n", "transform", "--format=rejects-csv").err())
        .contains("warning: the first line");
    assertThat(Ran.with("sep=;\na;b\n1;2\n3\n", "transform").err()).isEmpty();
  }

  @Test
  void lines_left_out_at_the_end_go_to_stderr() {
    assertThat(Ran.with("a\n1\nTotal\n", "transform", "--skip-footer=1", "--format=csv").err())
        .isEqualTo("rowgate: stdin: 1 line at the end was left out by skipFooter\n");
    assertThat(Ran.with("a\n1\n2\n3\n", "transform", "--skip-footer=2", "--format=csv").err())
        .isEqualTo("rowgate: stdin: 2 lines at the end were left out by skipFooter\n");
    assertThat(Ran.with("a\n1\nTotal\n", "transform", "--skip-footer=1").err()).isEmpty();
    assertThat(Ran.with("a\n1\nTotal\n", "validate", "--format=table", "--skip-footer=1").out())
        .endsWith("1 record, all valid\nstdin: 1 line at the end was left out by skipFooter\n");
  }

  @Test
  void rows_are_csv() {
    assertThat(Ran.with("a,b\n+1,x\nold,y\n3,\n", "transform", "--schema", schema, "--format=csv"))
        .isEqualTo(
            new Ran(
                ExitCode.SOME_REJECTED,
                "a,b\r\n1,x\r\n3,\r\n",
                "rowgate: stdin: 1 of 3 records were rejected\n"));
  }

  @Test
  void rejected_records_are_csv() {
    Ran ran =
        Ran.with("a,b\n1,x\nold,y\n", "transform", "--schema", schema, "--format=rejects-csv");
    assertThat(ran.exit()).isEqualTo(ExitCode.SOME_REJECTED);
    assertThat(ran.out())
        .isEqualTo("_line,_errors,a,b\n3,\"type-error in a: 'old' is not an integer\",old,y\n");
    assertThat(Ran.with("a,b\n1,x\n", "transform", "--schema", schema, "--format=rejects-csv"))
        .isEqualTo(new Ran(ExitCode.ALL_GOOD, "_line,_errors,a,b\n", ""));
  }

  @Test
  void after_a_fault_there_is_no_new_file() throws Exception {
    Path out = dir.resolve("out.csv");
    String[] formats = {"csv", "rejects-csv"};
    for (String format : formats) {
      Ran ran =
          Ran.with(
              "a,b\n1,x\nold,y\n",
              "transform",
              "--schema",
              schema,
              "--format=" + format,
              "--errors=fail",
              "-o",
              out.toString());
      assertThat(ran.exit()).isEqualTo(ExitCode.INPUT_BROKEN);
      assertThat(out).doesNotExist();
    }
  }

  @Test
  void a_refusal_writes_nothing() {
    for (String format : new String[] {"csv", "rejects-csv"}) {
      Ran ran = Ran.with("x,y\n1,2\n", "transform", "--schema", schema, "--format=" + format);
      assertThat(ran.exit()).isEqualTo(ExitCode.INPUT_BROKEN);
      assertThat(ran.out()).isEmpty();
    }
  }

  @Test
  void what_would_have_no_effect_is_refused() {
    assertThat(Ran.with("", "transform", "--format=csv", "--nulls=omit").exit())
        .isEqualTo(ExitCode.WRONG_USAGE);
    Ran twice =
        Ran.with("a\n", "transform", "--format=rejects-csv", "--rejects", dir.resolve("r") + "");
    assertThat(twice.exit()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(twice.err()).contains("--format");
    assertThat(Ran.with("", "transform", "--format=xml").err())
        .contains("ndjson, csv or rejects-csv");
  }

  @Test
  void positions_come_first() {
    Ran ran = Ran.with("b\n\nx\n", "transform", "--positions", "--summary=false");
    assertThat(ran.out()).isEqualTo("{\"_record\":1,\"_line\":3,\"_byteOffset\":3,\"b\":\"x\"}\n");
    Ran taken = Ran.with("_line\nx\n", "transform", "--positions");
    assertThat(taken.exit()).isEqualTo(ExitCode.INPUT_BROKEN);
    assertThat(taken.err()).contains("reserved-column").contains("'_line'");
    assertThat(Ran.with("_line\nx\n", "transform").exit()).isEqualTo(ExitCode.ALL_GOOD);
  }
}
