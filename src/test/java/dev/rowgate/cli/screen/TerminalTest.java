package dev.rowgate.cli.screen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.cli.Cli;
import dev.rowgate.cli.flags.ExitCode;
import dev.rowgate.cli.screen.Terminal.Stream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests of the output on a terminal.
class TerminalTest {

  private static final String CSV = "a,b\n1,2\n3\n";

  private record Seen(String out, String err) {}

  private static Seen run(Set<Stream> terminals, Map<String, String> environment, String... args) {
    var terminal =
        new Terminal() {
          @Override
          public boolean isBehind(Stream stream) {
            return terminals.contains(stream);
          }

          @Override
          public int columns(Stream stream) {
            return 60;
          }
        };
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    new Cli(
            new ByteArrayInputStream(CSV.getBytes(UTF_8)),
            out,
            new PrintStream(err, true, UTF_8),
            environment,
            terminal,
            (_, _) -> ExitCode.DEFECT)
        .run(args);
    return new Seen(out.toString(UTF_8), err.toString(UTF_8));
  }

  @Test
  void validate_shows_a_table_in_colour() {
    Seen seen = run(Set.of(Stream.OUT), Map.of(), "validate");

    assertThat(seen.out()).contains("\033[1;31mmissing-cell\033[0m", "\033[1;31m^\033[0m");
    assertThat(seen.err()).isEmpty();
  }

  @Test
  void no_color_is_obeyed_and_an_empty_one_says_nothing() {
    assertThat(run(Set.of(Stream.OUT), Map.of("NO_COLOR", "1"), "validate").out())
        .contains("1 × missing-cell in b")
        .doesNotContain("\033");
    assertThat(run(Set.of(Stream.OUT), Map.of("TERM", "dumb"), "validate").out())
        .doesNotContain("\033");
    assertThat(run(Set.of(Stream.OUT), Map.of("NO_COLOR", ""), "validate").out()).contains("\033");
  }

  @Test
  void a_format_that_is_asked_for_is_given() {
    assertThat(run(Set.of(Stream.OUT), Map.of(), "validate", "--format=json").out())
        .startsWith("{\"errors\":[\n");
    assertThat(run(Set.of(), Map.of(), "validate", "--format=table").out())
        .contains("1 × missing-cell in b")
        .doesNotContain("\033");
  }

  @Test
  void transform_shows_its_errors_on_stderr_beside_the_lines() {
    Seen seen = run(Set.of(Stream.ERR), Map.of("NO_COLOR", "1"), "transform");

    assertThat(seen.out()).startsWith("{\"a\":\"1\",\"b\":\"2\"}\n{\"_error\":").endsWith("}}}}\n");
    assertThat(seen.err())
        .isEqualTo(
            """
              1 × missing-cell in b
                 3 │ 3
                   │  ^ the record has no cell for column 'b'

            stdin: 2 records, 1 valid, 1 rejected
            """);
  }

  @Test
  void standard_input_from_a_terminal_is_announced_when_it_is_read() {
    String notice = "rowgate: reading standard input from the terminal; end with Ctrl-D\n";
    for (String command : List.of("transform", "validate", "infer")) {
      assertThat(run(Set.of(Stream.IN), Map.of(), command).err()).startsWith(notice);
      assertThat(run(Set.of(Stream.OUT), Map.of(), command).err()).doesNotContain(notice);
      assertThat(run(Set.of(Stream.IN), Map.of(), command, "/none.csv").err())
          .doesNotContain(notice);
    }
  }

  @Test
  void rejected_records_are_told_where_nothing_else_shows_them(@TempDir Path directory) {
    String output = "-o=" + directory.resolve("out");
    String line = "rowgate: stdin: 1 of 2 records were rejected\n";
    for (String command : List.of("transform", "validate")) {
      assertThat(run(Set.of(), Map.of(), command, output).err()).isEqualTo(line);
      assertThat(run(Set.of(), Map.of(), command).err()).isEmpty();
    }
    assertThat(run(Set.of(Stream.ERR), Map.of("NO_COLOR", "1"), "transform", output).err())
        .contains("2 records, 1 valid, 1 rejected")
        .doesNotContain(line);
  }

  @Test
  void progress_is_cleared_while_work_goes_on() {
    var err = new ByteArrayOutputStream();
    var now = new AtomicLong();
    var progress =
        new ProgressLine(new PrintStream(err, true, UTF_8), TextStyle.PLAIN, "stdin", 0, now::get);
    now.set(2_000_000_000);
    progress.advance(10);
    err.reset();

    progress.clear();
    progress.clear();
    assertThat(err.toString(UTF_8)).isEqualTo("\r\033[K");
    now.set(3_000_000_000L);
    progress.advance(10);
    assertThat(err.toString(UTF_8)).endsWith("B/s");
    progress.end();
    err.reset();
    now.set(4_000_000_000L);
    progress.advance(10);
    assertThat(err.size()).as("not after the end").isZero();
  }

  @Test
  void a_pipe_shows_nothing_of_it() {
    assertThat(run(Set.of(), Map.of(), "transform").err()).isEmpty();
  }

  @Test
  void progress_is_shown_after_a_second_and_gone_at_the_end() {
    var err = new ByteArrayOutputStream();
    var now = new AtomicLong();
    var progress =
        new ProgressLine(
            new PrintStream(err, true, UTF_8), TextStyle.PLAIN, "a.csv", 4_000_000, now::get);

    progress.advance(500_000);
    assertThat(err.size()).isZero();
    now.set(1_000_000_000);
    progress.advance(500_000);
    assertThat(err.toString(UTF_8))
        .isEqualTo(
            "\r\033[Ka.csv  "
                + "━".repeat(6)
                + "─".repeat(18)
                + "  25 %  1.0 MB of 4.0 MB  1.0 MB/s  3 s left");
    err.reset();
    progress.advance(1);
    assertThat(err.size()).as("not again at once").isZero();
    progress.end();
    assertThat(err.toString(UTF_8)).isEqualTo("\r\033[K");
  }

  @Test
  void progress_of_a_pipe_knows_no_end() {
    var err = new ByteArrayOutputStream();
    var now = new AtomicLong();
    var progress =
        new ProgressLine(new PrintStream(err, true, UTF_8), TextStyle.PLAIN, "stdin", 0, now::get);

    now.set(2_000_000_000);
    progress.advance(200_000_000);

    assertThat(err.toString(UTF_8)).isEqualTo("\r\033[Kstdin  200 MB  100 MB/s");
  }

  @Test
  void short_work_leaves_no_trace() {
    var err = new ByteArrayOutputStream();
    var progress =
        new ProgressLine(new PrintStream(err, true, UTF_8), TextStyle.PLAIN, "stdin", 0, () -> 0);

    progress.advance(10);
    progress.end();

    assertThat(err.size()).isZero();
  }
}
