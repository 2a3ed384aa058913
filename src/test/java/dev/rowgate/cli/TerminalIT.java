package dev.rowgate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.dist.Tool;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests of the program on a pseudoterminal, which `script` of util-linux makes.
@Timeout(240)
class TerminalIT {

  private static final String ROWGATE = System.getProperty("rowgate.executable");
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin/java").toString();

  private static final String CLEAR = "\r\033[K";
  private static final String CTRL_C = "\003";
  private static final String CTRL_D = "\004";

  @TempDir Path dir;
  private Tool script;
  private Path shown;
  private Process process;

  @BeforeEach
  void findScript() {
    script = Tool.needed("script");
    shown = dir.resolve("shown");
  }

  @AfterEach
  void end() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly().waitFor(10, SECONDS);
    }
  }

  private void start(String command) throws IOException {
    Tool.needed("mkfifo").run(dir.resolve("in").toString()).good();
    var builder =
        new ProcessBuilder(
            script.path().toString(), "-qefc", ROWGATE + " " + command, shown.toString());
    builder.environment().put("ROWGATE_JAVA", JAVA);
    builder.environment().put("TERM", "xterm");
    builder.environment().put("NO_COLOR", "1");
    process =
        builder
            .directory(dir.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
  }

  private void type(String keys) throws IOException {
    process.getOutputStream().write(keys.getBytes(UTF_8));
    process.getOutputStream().flush();
  }

  private String shown() throws IOException {
    return Files.exists(shown) ? Files.readString(shown) : "";
  }

  /// Sends records until the progress line is shown.
  private void sendUntilProgress(OutputStream in) throws Exception {
    in.write("a,b\n1,2\n3\n".getBytes(UTF_8));
    while (!shown().contains("B/s")) {
      in.write("1,2\n".getBytes(UTF_8));
      in.flush();
      Thread.sleep(50);
    }
  }

  /// What is shown from the last progress line on.
  private String fromProgress() throws IOException {
    String all = shown();
    return all.substring(all.lastIndexOf("B/s"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "validate in                    | 1 × missing-cell in b",
        "validate --format=json in      | ],",
        "transform -o out.ndjson in     | 1 × missing-cell in b",
        "infer --whole in               | {",
      })
  void progress_is_gone_before_the_report(String command, String report) throws Exception {
    start(command);
    try (OutputStream in = Files.newOutputStream(dir.resolve("in"))) {
      sendUntilProgress(in);
    }
    assertThat(process.waitFor(120, SECONDS)).isTrue();

    assertThat(fromProgress()).startsWith("B/s" + CLEAR).contains(report);
    assertThat(fromProgress().substring(3 + CLEAR.length()).strip()).startsWith(report);
  }

  @ParameterizedTest
  @CsvSource({"validate in", "transform -o out.ndjson in", "infer --whole in"})
  void progress_is_gone_after_an_interrupt(String command) throws Exception {
    start(command);
    try (OutputStream in = Files.newOutputStream(dir.resolve("in"))) {
      sendUntilProgress(in);
      type(CTRL_C);
      assertThat(process.waitFor(120, SECONDS)).isTrue();
    }
    assertThat(process.exitValue()).isEqualTo(130);
    assertThat(fromProgress().replace("^C", "")).startsWith("B/s" + CLEAR);
    assertThat(fromProgress()).doesNotContain("Exception");
    assertThat(dir.resolve("out.ndjson")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"transform", "validate -", "infer"})
  void a_read_from_the_terminal_says_so(String command) throws Exception {
    start(command);
    while (!shown().contains("reading standard input from the terminal; end with Ctrl-D")) {
      Thread.sleep(50);
    }
    type("a\r1\r" + CTRL_D);
    assertThat(process.waitFor(120, SECONDS)).isTrue();
    assertThat(process.exitValue()).as(shown()).isZero();
  }

  @Test
  void a_read_of_a_file_says_nothing() throws Exception {
    Files.writeString(dir.resolve("x.csv"), "a\n1\n");
    start("transform x.csv");
    assertThat(process.waitFor(120, SECONDS)).isTrue();
    assertThat(shown()).doesNotContain("reading");
  }
}
