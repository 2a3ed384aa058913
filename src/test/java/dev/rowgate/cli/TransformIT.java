package dev.rowgate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rowgate.Interrupts;
import dev.rowgate.SentSignals;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests of `transform` that need a process: exit code, pipes, signals. Everything else is in
/// [CliTest].
@Timeout(240)
class TransformIT {

  private static final String ROWGATE = System.getProperty("rowgate.executable");
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin/java").toString();

  private final List<Process> started = new ArrayList<>();

  @TempDir Path dir;

  @AfterEach
  void endWhatIsStillRunning() throws InterruptedException {
    for (Process process : started) {
      process.destroyForcibly().waitFor(10, SECONDS);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | --errors=inline | a,b\\n1,2\\n",
        "1 | --errors=inline | a,b\\n1\\n",
        "2 | --errors=outline | a,b\\n1,2\\n",
        "3 | --errors=fail | a,b\\n1\\n",
        "3 | --errors=inline | a,a\\n1,2\\n",
        "4 | none.csv | a,b\\n1,2\\n",
      })
  void exits_with(int exit, String arg, String csv) throws Exception {
    Process process = rowgate("transform", arg);
    send(process, csv.translateEscapes());
    process.getOutputStream().close();

    assertThat(ended(process)).isEqualTo(exit);
    assertThat(stderr().isEmpty()).isEqualTo(exit < 2);
  }

  @Test
  void a_line_goes_out_while_the_next_record_is_still_to_come() throws Exception {
    Process process = rowgate("transform");
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      send(process, "a\n1\n");
      assertThat(lines.readLine()).isEqualTo("{\"a\":\"1\"}");
      send(process, "2\n3");
      assertThat(lines.readLine()).isEqualTo("{\"a\":\"2\"}");
      process.getOutputStream().close();
      assertThat(lines.readLine()).isEqualTo("{\"a\":\"3\"}");
      assertThat(lines.readLine()).startsWith("{\"_summary\":{\"complete\":true,");
    }
    assertThat(ended(process)).isZero();
  }

  @Test
  void a_reader_that_goes_away_is_no_failure() throws Exception {
    Path big = Files.writeString(dir.resolve("big.csv"), "a,b\n" + "1,two\n".repeat(500_000));

    Process process = rowgate("transform", big.toString());
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      assertThat(lines.readLine()).isEqualTo("{\"a\":\"1\",\"b\":\"two\"}");
    }

    assertThat(ended(process)).isEqualTo(141);
    assertThat(stderr()).isEmpty();
  }

  @Test
  void a_reader_of_the_rejects_that_goes_away_is_no_failure_either() throws Exception {
    Path big = Files.writeString(dir.resolve("big.csv"), "a,b\n" + "1\n".repeat(500_000));

    Process process =
        rowgate("transform", "-o", dir.resolve("rows").toString(), "--rejects=-", big.toString());
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      assertThat(lines.readLine()).isEqualTo("_line,_errors,a,b");
    }

    assertThat(ended(process)).isEqualTo(141);
    assertThat(stderr()).isEmpty();
    assertThat(dir.resolve("rows")).doesNotExist();
  }

  @Test
  void head_ends_a_pipeline_quietly() throws Exception {
    Path big = Files.writeString(dir.resolve("big.csv"), "a,b\n" + "1,two\n".repeat(500_000));
    String pipeline = "{ \"$0\" transform \"$1\"; echo $? >\"$2\"; } | head -1";
    Path exit = dir.resolve("exit");

    Process process = start("sh", "-c", pipeline, ROWGATE, big.toString(), exit.toString());

    assertThat(process.inputReader(UTF_8).readAllAsString())
        .isEqualTo("{\"a\":\"1\",\"b\":\"two\"}\n");
    assertThat(ended(process)).isZero();
    assertThat(exit).hasContent("141\n");
    assertThat(stderr()).isEmpty();
  }

  @Test
  void a_full_disk_is_told() throws Exception {
    assumeTrue(Files.exists(Path.of("/dev/full")), "no /dev/full here");

    Process process = rowgate("transform", "-o", "/dev/full");
    send(process, "a\n1\n");
    process.getOutputStream().close();

    assertThat(ended(process)).isEqualTo(4);
    assertThat(stderr()).startsWith("rowgate: /dev/full: ").hasLineCount(1);
  }

  @Test
  void an_output_file_is_seen_when_it_is_complete() throws Exception {
    Path output = Files.writeString(dir.resolve("out.ndjson"), "older");

    Process process = rowgate("transform", "-o", output.toString());
    send(process, "a\n1\n");
    awaitHidden(1);
    assertThat(output).hasContent("older");
    process.getOutputStream().close();

    assertThat(ended(process)).isZero();
    assertThat(Files.readString(output)).startsWith("{\"a\":\"1\"}\n{\"_summary\"");
    awaitHidden(0);
  }

  @Test
  void a_fault_leaves_the_older_file() throws Exception {
    Path output = Files.writeString(dir.resolve("out.ndjson"), "older");

    Process process = rowgate("transform", "--errors=fail", "-o", output.toString());
    send(process, "a,b\n1\n");

    assertThat(ended(process)).isEqualTo(3);
    assertThat(output).hasContent("older");
    awaitHidden(0);
  }

  @ParameterizedTest
  @CsvSource({"TERM, 143", "INT, 130", "HUP, 129"})
  void a_signal_ends_it_and_leaves_nothing_behind(String signal, int exit) throws Exception {
    Path output = Files.writeString(dir.resolve("out.ndjson"), "older");
    Process process = rowgate("transform", "-o", output.toString());
    send(process, "a\n1\n");
    awaitHidden(1);
    assumeTrue(!Interrupts.isIgnored(signal), "started in the background of a shell");

    SentSignals.send(process, signal);

    assertThat(ended(process)).isEqualTo(exit);
    assertThat(output).hasContent("older");
    assertThat(stderr()).isEmpty();
    awaitHidden(0);
  }

  private Process rowgate(String... args) throws IOException {
    var command = new ArrayList<>(List.of(ROWGATE));
    command.addAll(List.of(args));
    return start(command.toArray(String[]::new));
  }

  private Process start(String... command) throws IOException {
    var builder = new ProcessBuilder(command).directory(dir.toFile());
    builder.environment().put("ROWGATE_JAVA", JAVA);
    builder.redirectError(ProcessBuilder.Redirect.appendTo(dir.resolve("stderr").toFile()));
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private static void send(Process process, String text) throws IOException {
    OutputStream stdin = process.getOutputStream();
    stdin.write(text.getBytes(UTF_8));
    stdin.flush();
  }

  private static int ended(Process process) throws InterruptedException {
    assertThat(process.waitFor(120, SECONDS)).as("the process ends").isTrue();
    return process.exitValue();
  }

  private String stderr() throws IOException {
    return Files.readString(dir.resolve("stderr"));
  }

  /// Waits until there are `count` temporary files.
  private void awaitHidden(int count) throws Exception {
    while (true) {
      try (var files = Files.list(dir)) {
        if (files.filter(file -> file.getFileName().toString().startsWith(".")).count() == count) {
          return;
        }
      }
      Thread.sleep(20);
    }
  }
}
