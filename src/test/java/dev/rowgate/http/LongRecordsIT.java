package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests a hundred concurrent uploads, each one quoted record of 1 MiB, with a heap of 64 MB: they
/// wait for each other, and all succeed.
@Timeout(240)
class LongRecordsIT {

  private static final String ROWGATE = System.getProperty("rowgate.executable");
  private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");
  private static final int UPLOADS = 100;

  @TempDir Path dir;

  /// @param text content of the cell: plain, with quotes to unescape, or as long as possible when
  ///   written
  @ParameterizedTest
  @ValueSource(strings = {"x", "\"\"", "\1"})
  void a_hundred_pass_on_a_small_heap(String text) throws Exception {
    int cell = (1 << 20) - 2;
    Path csv = dir.resolve("long.csv");
    Files.writeString(csv, "a\n\"" + text.repeat(cell / text.length()) + "\"\n");

    run(List.of("--data-binary", "@" + csv));
  }

  /// Each upload holds part of a record for seconds.
  @Test
  void a_hundred_pass_that_come_slowly() throws Exception {
    Path csv = dir.resolve("long.csv");
    Files.writeString(csv, "a\n\"" + "x".repeat((1 << 20) - 2) + "\"\n");

    run(List.of("--limit-rate", "300k", "--data-binary", "@" + csv));
  }

  private void run(List<String> how) throws Exception {
    Curl.assumePresent();
    Path log = dir.resolve("log");
    var builder = new ProcessBuilder(ROWGATE, "serve", "--port=0");
    builder.environment().put("ROWGATE_JAVA_OPTS", AppProcess.OPTIONS);
    builder.environment().put("ROWGATE_WARM_UP", "0");
    builder
        .environment()
        .put("ROWGATE_JAVA", Path.of(System.getProperty("java.home"), "bin/java").toString());
    Process server = builder.redirectError(log.toFile()).start();
    try {
      String address = address(server, log);
      var clients = new ArrayList<Process>();
      for (int i = 0; i < UPLOADS; i++) {
        clients.add(client(how, address, i));
      }
      for (int i = 0; i < UPLOADS; i++) {
        Process client = clients.get(i);
        assertThat(client.waitFor(200, SECONDS)).isTrue();
        assertThat(client.exitValue()).as("of upload %s: %s", i, said(i, log)).isZero();
        assertThat(summary(out(i)))
            .as("of upload %s", i)
            .contains("\"complete\":true,\"recordsRead\":1,\"rowsWritten\":1,");
        Files.delete(out(i));
      }
      assertThat(server.isAlive()).isTrue();
    } finally {
      server.destroyForcibly().waitFor(10, SECONDS);
    }
  }

  private Process client(List<String> how, String address, int number) throws Exception {
    var command = new ArrayList<>(List.of("curl", "-q", "-sS", "--max-time", "200"));
    command.addAll(how);
    command.addAll(List.of("-H", "Content-Type: text/csv", "-H", "Expect:"));
    command.add(address + "/v1/transform");
    return new ProcessBuilder(command)
        .redirectOutput(out(number).toFile())
        .redirectError(dir.resolve("err" + number).toFile())
        .start();
  }

  private Path out(int number) {
    return dir.resolve("out" + number);
  }

  private String said(int number, Path log) throws Exception {
    String all = Files.readString(log);
    return Files.readString(dir.resolve("err" + number))
        + all.substring(Math.max(0, all.length() - 2_000));
  }

  private static String summary(Path out) throws Exception {
    byte[] all = Files.readAllBytes(out);
    int from = Math.max(0, all.length - 300);
    return new String(all, from, all.length - from, UTF_8);
  }

  private static String address(Process server, Path log) throws Exception {
    for (int i = 0; i < 600 && server.isAlive(); i++) {
      try (BufferedReader lines = Files.newBufferedReader(log)) {
        Matcher address = ADDRESS.matcher(lines.readAllAsString());
        if (address.find()) {
          return address.group();
        }
      }
      Thread.sleep(50);
    }
    throw new AssertionError("it doesn't listen: " + Files.readString(log));
  }
}
