package dev.rowgate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Tests of `rowgate serve` as a process: start and end. Everything else is tested in `http`.
@Timeout(240)
class ServeIT {

  private static final String ROWGATE = System.getProperty("rowgate.executable");
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin/java").toString();
  private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

  private final List<Process> started = new ArrayList<>();

  @TempDir Path dir;

  @AfterEach
  void endWhatIsStillRunning() throws InterruptedException {
    for (Process process : started) {
      process.destroyForcibly().waitFor(10, SECONDS);
    }
  }

  @Test
  void listens_on_loopback_and_exits_with_0_when_it_is_told_to_stop() throws Exception {
    Process process = serve("--port=0");
    try (BufferedReader err = process.errorReader(UTF_8);
        HttpClient client = HttpClient.newHttpClient()) {
      String address = address(err);

      var request = HttpRequest.newBuilder(URI.create(address + "/readyz")).build();
      assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }
    process.destroy();

    assertThat(ended(process)).isZero();
  }

  @Test
  void a_schema_that_is_wrong_keeps_it_from_starting() throws Exception {
    Files.writeString(dir.resolve("people.json"), "{\"fields\": [{\"type\": \"any\"}]}");

    Process process = serve("--port=0", "--schemas", dir.toString());

    assertThat(ended(process)).isEqualTo(2);
    assertThat(process.errorReader(UTF_8).readAllAsString())
        .startsWith("rowgate: ")
        .contains("settings: port=0 (--port)", "people.json", "/fields/0")
        .hasLineCount(2);
  }

  @Test
  void a_directory_that_is_not_there_keeps_it_from_starting() throws Exception {
    Process process = serve("--port=0", "--schemas", dir + "/none");

    assertThat(ended(process)).isEqualTo(2);
    assertThat(process.errorReader(UTF_8).readAllAsString())
        .startsWith("rowgate: ")
        .contains(dir + "/none");
  }

  @Test
  void a_file_of_keys_that_is_wrong_keeps_it_from_starting() throws Exception {
    Path keys = Files.writeString(dir.resolve("keys"), "billing topsecret\n");

    Process process = serve("--port=0", "--keys", keys.toString());

    assertThat(ended(process)).isEqualTo(2);
    assertThat(process.errorReader(UTF_8).readAllAsString())
        .contains("rowgate: " + keys + ": line 1 is not NAME sha256:HEX")
        .doesNotContain("topsecret");
  }

  @Test
  void a_directory_for_spools_that_is_not_there_keeps_it_from_starting() throws Exception {
    Process process = serve("--port=0", "--spool", dir + "/none");

    assertThat(ended(process)).isEqualTo(4);
    assertThat(process.errorReader(UTF_8).readAllAsString())
        .contains("rowgate: no directory for spools can be made: ", dir + "/none")
        .doesNotContain("\tat ");
  }

  @Test
  void spools_lie_where_it_is_told_and_are_gone_afterwards() throws Exception {
    Process process = serve("--port=0", "--spool", dir.toString());
    try (BufferedReader err = process.errorReader(UTF_8)) {
      address(err);
      assertThat(dir).isDirectoryContaining("glob:**/rowgate-spool-*");
      process.destroy();
      assertThat(ended(process)).isZero();
    }
    assertThat(dir).isEmptyDirectory();
  }

  @Test
  void a_port_that_is_taken_keeps_it_from_starting() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Process process = serve("--port=" + taken.getLocalPort());

      assertThat(ended(process)).isEqualTo(4);
      assertThat(process.errorReader(UTF_8).readAllAsString())
          .contains("rowgate: 127.0.0.1:" + taken.getLocalPort() + ": ")
          .doesNotContain("\tat ");
    }
  }

  /// The directory for temporary files doesn't allow execution.
  @Test
  void without_a_library_of_zstd_answers_go_out_otherwise() throws Exception {
    Process process = serve(Map.of("ROWGATE_JAVA_OPTS", "-DZstdNativePath=" + dir), "--port=0");
    try (BufferedReader err = process.errorReader(UTF_8);
        HttpClient client = HttpClient.newHttpClient()) {
      URI transform = URI.create(address(err) + "/v1/transform");

      assertThat(coding(client, transform, "gzip, deflate, br, zstd")).isEqualTo("200 gzip");
      assertThat(coding(client, transform, "zstd")).isEqualTo("200 identity");
      assertThat(coding(client, transform, "zstd, identity;q=0")).isEqualTo("406 identity");
    }
  }

  private static String coding(HttpClient client, URI transform, String accepted) throws Exception {
    var request =
        HttpRequest.newBuilder(transform)
            .header("Accept-Encoding", accepted)
            .POST(BodyPublishers.ofString("name\n" + "Ada\n".repeat(1_000)))
            .build();
    var answer = client.send(request, BodyHandlers.discarding());
    String coding = answer.headers().firstValue("Content-Encoding").orElse("identity");
    return answer.statusCode() + " " + coding;
  }

  private Process serve(String... args) throws IOException {
    return serve(Map.of(), args);
  }

  private Process serve(Map<String, String> environment, String... args) throws IOException {
    var command = new ArrayList<>(List.of(ROWGATE, "serve"));
    command.addAll(List.of(args));
    var builder = new ProcessBuilder(command);
    builder.environment().put("ROWGATE_JAVA", JAVA);
    builder.environment().put("ROWGATE_WARM_UP", "0");
    builder.environment().putAll(environment);
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private static String address(BufferedReader err) throws IOException {
    while (true) {
      String line = err.readLine();
      assertThat(line).as("a line that tells the address").isNotNull();
      Matcher address = ADDRESS.matcher(line);
      if (address.find()) {
        return address.group();
      }
    }
  }

  private static int ended(Process process) throws InterruptedException {
    assertThat(process.waitFor(120, SECONDS)).as("the process ends").isTrue();
    return process.exitValue();
  }
}
