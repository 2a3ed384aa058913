package dev.rowgate.cli;

import static dev.rowgate.cli.Ran.rowgate;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.cli.flags.ExitCode;
import dev.rowgate.cli.flags.ServeArguments;
import dev.rowgate.cli.flags.Version;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Respond;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CliTest {

  private static final String GOOD = "name,age\nAda,36\nBarbara,87\n";
  private static final String GOOD_LINES =
      """
      {"name":"Ada","age":"36"}
      {"name":"Barbara","age":"87"}
      {"_summary":{"complete":true,"recordsRead":2,"rowsWritten":2,"rowsRejected":0,"bytesRead":27,"problems":{}}}
      """;
  private static final String ONE_BAD = "name,age\nAda,36\nGrace\nBarbara,87\n";
  private static final String SCHEMA =
      """
      {"fields": [{"name": "name", "type": "string"}, {"name": "age", "type": "integer"}]}
      """;

  @TempDir Path dir;
  private Path people;

  @BeforeEach
  void writePeople() throws IOException {
    people = Files.writeString(dir.resolve("people.csv"), GOOD);
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text).toString();
  }

  private List<Path> files() throws IOException {
    try (var files = Files.list(dir)) {
      return files.sorted().toList();
    }
  }

  @Test
  void converts_a_file_and_is_silent_about_it() {
    assertThat(rowgate("transform", people.toString()))
        .isEqualTo(new Ran(ExitCode.ALL_GOOD, GOOD_LINES, ""));
  }

  @Test
  void converts_stdin() {
    Ran expected = new Ran(ExitCode.ALL_GOOD, GOOD_LINES, "");

    assertThat(Ran.with(GOOD, "transform")).isEqualTo(expected);
    assertThat(Ran.with(GOOD, "transform", "-")).isEqualTo(expected);
    assertThat(Ran.with(GOOD, "transform", "-", "-o", "-")).isEqualTo(expected);
  }

  @Test
  void converts_by_a_schema() throws IOException {
    Ran ran = rowgate("transform", "--schema", file("schema.json", SCHEMA), people.toString());

    assertThat(ran.exit()).isEqualTo(ExitCode.ALL_GOOD);
    assertThat(ran.out()).startsWith("{\"name\":\"Ada\",\"age\":36}\n");
  }

  @Test
  void exits_1_when_a_record_is_rejected() {
    Ran ran = Ran.with(ONE_BAD, "transform");

    assertThat(ran.exit()).isEqualTo(ExitCode.SOME_REJECTED);
    assertThat(ran.out()).contains("{\"_error\":{\"record\":2,\"line\":3,", "\"complete\":true");
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void exits_1_too_when_rejected_records_are_skipped() {
    Ran ran = Ran.with(ONE_BAD, "transform", "--errors=skip", "--summary=false");

    assertThat(ran.exit()).isEqualTo(ExitCode.SOME_REJECTED);
    assertThat(ran.out().lines()).hasSize(2);
  }

  @Test
  void options_reach_the_engine() {
    byte[] csv =
        "preamble\n#remark\n'a|'|  \u20ac\r b | #''\n".getBytes(Charset.forName("windows-1252"));
    var out = new ByteArrayOutputStream();

    Ran ran =
        Ran.with(
            new ByteArrayInputStream(csv),
            out,
            "transform",
            "--delimiter=|",
            "--quote='",
            "--comment",
            "#",
            "--header=false",
            "--skip-rows",
            "1",
            "--trim",
            "--line-terminator",
            "lf",
            "--encoding",
            "windows-1252",
            "--summary=false");

    assertThat(ran).isEqualTo(new Ran(ExitCode.ALL_GOOD, "", ""));
    assertThat(out.toString(UTF_8))
        .isEqualTo("{\"field1\":\"a|\",\"field2\":\"\u20ac\\r b\",\"field3\":\"#''\"}\n");
  }

  @Test
  void a_switch_does_not_take_the_file_for_its_value() {
    Ran ran = rowgate("transform", "--trim", people.toString());

    assertThat(ran.out()).isEqualTo(GOOD_LINES);
  }

  @Test
  void what_stands_behind_two_hyphens_is_a_file() {
    Ran ran = rowgate("transform", "--", "--trim");

    assertThat(ran.err()).isEqualTo("rowgate: --trim: there is no such file or directory\n");
  }

  @Test
  void lines_go_out_before_more_input_is_waited_for() {
    var out = new ByteArrayOutputStream();
    var whileWaiting = new AtomicReference<String>();
    InputStream secondPart =
        new InputStream() {
          @Override
          public int read() {
            whileWaiting.set(out.toString(UTF_8));
            return -1;
          }
        };
    var firstPart = new ByteArrayInputStream("a\n1\n2\n3".getBytes(UTF_8));

    Ran.with(new SequenceInputStream(firstPart, secondPart), out, "transform");

    assertThat(whileWaiting.get()).isEqualTo("{\"a\":\"1\"}\n{\"a\":\"2\"}\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a,a\n1,2\n", "_error\n1\n", "PK\3\4x"})
  void a_fault_before_the_first_row_says_nothing_on_stdout(String csv) {
    Ran ran = Ran.with(csv, "transform");

    assertThat(ran.exit()).isEqualTo(ExitCode.INPUT_BROKEN);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).startsWith("rowgate: stdin: ").endsWith("]\n").hasLineCount(1);
  }

  @Test
  void a_fault_of_the_header_names_the_file_and_the_code() throws IOException {
    String twice = file("twice.csv", "a,b,a\n1,2,3\n");

    assertThat(rowgate("transform", twice).err())
        .isEqualTo(
            "rowgate: " + twice + ": label 'a' is used by columns 1 and 3 [duplicate-label]\n");
  }

  @Test
  void a_header_that_is_wrong_all_over_is_told_in_twenty_lines() {
    String header = "a,".repeat(30) + "a\n";

    assertThat(Ran.with(header, "transform").err().lines())
        .hasSize(21)
        .last()
        .isEqualTo("rowgate: stdin: and 10 more");
  }

  @Test
  void a_label_cannot_command_the_terminal() {
    assertThat(Ran.with("\33[2J,\33[2J\n", "transform").err())
        .doesNotContain("\33")
        .contains("'\\u001b[2J'");
  }

  @Test
  void errors_fail_ends_with_the_first_rejected_record() {
    Ran ran = Ran.with(ONE_BAD, "transform", "--errors=fail");

    assertThat(ran.exit()).isEqualTo(ExitCode.INPUT_BROKEN);
    assertThat(ran.out().lines()).hasSize(3).last().asString().contains("\"complete\":false");
    assertThat(ran.err()).startsWith("rowgate: stdin: ").endsWith(" [record-rejected]\n");
  }

  @Test
  void too_many_errors_are_told_by_the_name_of_the_flag() {
    Ran ran = Ran.with(ONE_BAD, "transform", "--max-errors=0");

    assertThat(ran.exit()).isEqualTo(ExitCode.INPUT_BROKEN);
    assertThat(ran.err()).contains("--max-errors=0").doesNotContain("maxErrors");
    assertThat(ran.out()).contains("maxErrors=0").doesNotContain("--max-errors");
  }

  @Test
  void as_many_errors_as_are_allowed_end_in_1() {
    assertThat(Ran.with(ONE_BAD, "transform", "--max-errors=1").exit())
        .isEqualTo(ExitCode.SOME_REJECTED);
  }

  @Test
  void an_input_that_breaks_off_ends_in_4_with_a_summary_that_says_so() {
    var out = new ByteArrayOutputStream();
    InputStream breaking =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("Input/output error");
          }
        };
    var begun = new ByteArrayInputStream("a\n1\n2".getBytes(UTF_8));

    Ran ran = Ran.with(new SequenceInputStream(begun, breaking), out, "transform");

    assertThat(ran.exit()).isEqualTo(ExitCode.IO_FAILED);
    assertThat(ran.err())
        .isEqualTo(
            "rowgate: stdin: the input ended unexpectedly: input/output error [read-failed]\n");
    assertThat(out.toString(UTF_8))
        .startsWith("{\"a\":\"1\"}\n{\"_summary\":{\"complete\":false,\"recordsRead\":1,")
        .contains("\"fault\":{\"code\":\"read-failed\"");
  }

  @Test
  void a_reader_that_has_gone_is_no_matter_for_a_message() {
    Ran ran = Ran.with(input(GOOD), failing("Broken pipe"), "transform");

    assertThat(ran).isEqualTo(new Ran(ExitCode.READER_GONE, "", ""));
    assertThat(Ran.with(input(""), failing("Broken pipe"), "--version").exit())
        .isEqualTo(ExitCode.READER_GONE);
  }

  @Test
  void a_full_disk_is_told() {
    assertThat(Ran.with(input(GOOD), failing("No space left on device"), "transform"))
        .isEqualTo(new Ran(ExitCode.IO_FAILED, "", "rowgate: stdout: no space left on device\n"));
  }

  @Test
  void a_defect_is_told_without_a_trace_and_without_what_may_be_in_cells() throws IOException {
    String output = dir.resolve("out").toString();
    InputStream defective =
        new InputStream() {
          @Override
          public int read() {
            throw new IllegalStateException("secret");
          }
        };

    Ran ran = Ran.with(defective, new ByteArrayOutputStream(), "transform", "-o", output);

    assertThat(ran.exit()).isEqualTo(ExitCode.DEFECT);
    assertThat(ran.err())
        .contains("IllegalStateException at CliTest.java:", "please report")
        .doesNotContain("secret", "\tat ")
        .hasLineCount(2);
    assertThat(files()).containsExactly(people);
  }

  @Test
  void an_output_file_has_what_stdout_would_have() throws IOException {
    Path output = dir.resolve("people.ndjson");

    Ran ran = rowgate("transform", people.toString(), "-o", output.toString());

    assertThat(ran).isEqualTo(new Ran(ExitCode.ALL_GOOD, "", ""));
    assertThat(output).hasContent(GOOD_LINES);
    assertThat(files()).containsExactly(people, output);
  }

  @Test
  void an_output_file_is_kept_when_records_are_rejected() throws IOException {
    Path output = dir.resolve("out");

    assertThat(Ran.with(ONE_BAD, "transform", "--output=" + output).exit())
        .isEqualTo(ExitCode.SOME_REJECTED);
    assertThat(Files.readString(output)).contains("_error", "_summary");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--errors=fail", "--max-errors=0", "--max-error-ratio=0.1"})
  void a_fault_leaves_the_older_file_as_it_was(String option) throws IOException {
    String output = file("out", "older");

    assertThat(Ran.with(ONE_BAD, "transform", option, "-o", output).exit())
        .isEqualTo(ExitCode.INPUT_BROKEN);
    assertThat(Path.of(output)).hasContent("older");
    assertThat(files()).hasSize(2);
  }

  @Test
  void a_fault_leaves_no_file_where_none_was() throws IOException {
    Ran.with("", "transform", "-o", dir.resolve("out").toString());

    assertThat(files()).containsExactly(people);
  }

  @Test
  void an_older_file_hands_its_permissions_on() throws IOException {
    Path output = Path.of(file("out", "older"));
    var permissions = PosixFilePermissions.fromString("rw-rw----");
    Files.setPosixFilePermissions(output, permissions);

    rowgate("transform", people.toString(), "-o", output.toString());

    assertThat(output).hasContent(GOOD_LINES);
    assertThat(Files.getPosixFilePermissions(output)).isEqualTo(permissions);
  }

  @Test
  void a_link_stays_a_link() throws IOException {
    Path target = Path.of(file("target", "older"));
    Path link = Files.createSymbolicLink(dir.resolve("link"), target);

    rowgate("transform", people.toString(), "-o", link.toString());

    assertThat(link).isSymbolicLink();
    assertThat(target).hasContent(GOOD_LINES);
  }

  @Test
  void a_name_as_long_as_names_can_be_is_an_output() throws IOException {
    Path output = dir.resolve("o".repeat(255));

    rowgate("transform", people.toString(), "-o", output.toString());

    assertThat(output).hasContent(GOOD_LINES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dev/null", "/dev/stdout"})
  void a_device_is_written_straight(String device) {
    Ran ran = rowgate("transform", people.toString(), "-o", device);

    assertThat(ran.exit()).isEqualTo(ExitCode.ALL_GOOD);
    assertThat(ran.out()).isEqualTo(device.equals("/dev/null") ? "" : GOOD_LINES);
  }

  @Test
  void serve_is_handed_on_with_its_defaults() {
    var asked = new AtomicReference<ServeArguments>();

    Ran ran =
        Ran.with(
            "",
            (arguments, _) -> {
              asked.set(arguments);
              return ExitCode.IO_FAILED;
            },
            "serve");

    assertThat(ran.exit()).isEqualTo(ExitCode.IO_FAILED);
    assertThat(asked.get())
        .isEqualTo(
            new ServeArguments(
                "127.0.0.1",
                8080,
                null,
                null,
                null,
                "127.0.0.1",
                null,
                List.of(),
                List.of(),
                List.of(),
                Limits.STANDARD,
                Respond.AUTO,
                Duration.ofSeconds(20),
                false));
  }

  @Test
  void serve_is_handed_on_with_what_is_given() {
    var asked = new AtomicReference<ServeArguments>();

    Ran.with(
        "",
        (arguments, err) -> {
          asked.set(arguments);
          err.print("listening");
          return ExitCode.ALL_GOOD;
        },
        "serve",
        "--host=::1",
        "--port",
        "0",
        "--schemas",
        dir.toString());

    assertThat(asked.get())
        .isEqualTo(
            new ServeArguments(
                "::1",
                0,
                dir,
                null,
                null,
                "127.0.0.1",
                null,
                List.of(),
                List.of(),
                List.of(),
                Limits.STANDARD,
                Respond.AUTO,
                Duration.ofSeconds(20),
                false));
  }

  @Test
  void tells_its_version() {
    Ran expected = new Ran(ExitCode.ALL_GOOD, Version.line() + "\n", "");

    assertThat(rowgate("--version")).isEqualTo(expected);
    assertThat(rowgate("-V")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h", "help", "transform --help", "help transform", "serve -h"})
  void help_goes_to_stdout_and_begins_with_examples(String args) {
    Ran ran = rowgate(args.split(" "));

    assertThat(ran.exit()).isEqualTo(ExitCode.ALL_GOOD);
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out().indexOf("Examples:")).isPositive().isLessThan(ran.out().indexOf("Usage:"));
    assertThat(ran.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
  }

  @ParameterizedTest
  @EnumSource(ExitCode.class)
  void help_tells_each_exit_code(ExitCode code) {
    assertThat(rowgate("--help").out())
        .containsPattern("(?m)^ +" + code.number() + "  " + code.meaning() + "$");
  }

  private static InputStream input(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  private static OutputStream failing(String reason) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(reason);
      }
    };
  }
}
