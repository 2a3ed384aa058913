package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests a full disk: a file system of 512 KiB in memory, which requires root to mount.
@Timeout(180)
class FullDiskIT {

  private static final String ROWGATE = System.getProperty("rowgate.executable");

  @TempDir private Path dir;
  private Path disk;
  private Path csv;

  private record Ended(int exit, String out, String err) {}

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(dir.resolve("disk"));
    boolean mounted =
        run("mount", "-t", "tmpfs", "-o", "size=512k", "rowgate", disk.toString()).exit == 0;
    assumeTrue(mounted, "no file system can be mounted: needs root");
    var random = new Random(7);
    var text = new StringBuilder("id,b\n");
    for (int i = 0; i < 60_000; i++) {
      text.append('x').append(i).append(',').append(Long.toHexString(random.nextLong()));
      text.append(Long.toHexString(random.nextLong())).append('\n');
    }
    csv = Files.writeString(dir.resolve("big.csv"), text);
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", "-l", disk.toString());
  }

  @Test
  void an_output_that_does_not_fit_leaves_the_older_file() throws Exception {
    Path out = Files.writeString(disk.resolve("out"), "older");
    Ended ended = rowgate("transform", csv.toString(), "-o", out.toString());

    assertThat(ended.exit).isEqualTo(4);
    assertThat(ended.err).isEqualTo("rowgate: " + out + ": no space left on device\n");
    assertThat(out).hasContent("older");
    assertThat(names()).containsExactly("out");
  }

  @Test
  void rejects_that_do_not_fit_leave_no_file() throws Exception {
    Path schema = schema("\"fields\":[{\"name\":\"id\",\"type\":\"integer\"},{\"name\":\"b\"}]");
    Path rejects = disk.resolve("rejects.csv");
    Ended ended =
        rowgate(
            "transform",
            csv.toString(),
            "--schema=" + schema,
            "--rejects=" + rejects,
            "-o",
            dir.resolve("out").toString());

    assertThat(ended.exit).isEqualTo(4);
    assertThat(ended.err).isEqualTo("rowgate: " + rejects + ": no space left on device\n");
    assertThat(names()).isEmpty();
    assertThat(dir.resolve("out")).doesNotExist();
  }

  @Test
  void a_library_that_does_not_fit_is_not_the_client_s_fault() throws Exception {
    Files.write(disk.resolve("filler"), new byte[500 << 10]);
    Path input = Files.write(dir.resolve("a.csv.zst"), Zstd.compress("a\n1\n".getBytes(UTF_8)));
    Ended ended = rowgate("transform", input.toString());

    assertThat(ended.exit).isEqualTo(4);
    assertThat(ended.err).contains("the disk for temporary data failed: zstd's library");
  }

  @Test
  void keys_that_do_not_fit_are_a_fault() throws Exception {
    Path schema = schema("\"fields\":[{\"name\":\"id\"},{\"name\":\"b\"}],\"primaryKey\":[\"b\"]");
    Ended ended =
        rowgate("transform", csv.toString(), "--schema=" + schema, "--max-key-memory=64KiB");

    assertThat(ended.exit).isEqualTo(4);
    assertThat(ended.out.lines().reduce((_, last) -> last).orElseThrow())
        .startsWith("{\"_summary\":{\"complete\":false,")
        .contains("\"code\":\"storage-failed\"");
    assertThat(names()).isEmpty();
  }

  @Test
  void a_reference_whose_keys_do_not_fit_is_refused() throws Exception {
    Ended ended =
        rowgate(
            "transform",
            csv.toString(),
            "--schema=" + referring(),
            "--reference=r=" + csv,
            "--max-key-memory=64KiB");

    assertThat(ended.exit).isEqualTo(4);
    assertThat(ended.err).contains("[storage-failed]");
    assertThat(ended.out).isEmpty();
    assertThat(names()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"an answer", "keys", "a reference"})
  void the_service_says_that_its_disk_is_full_and_works_again_when_it_is_not(String what)
      throws Exception {
    Path filler = disk.resolve("filler");
    Path log = dir.resolve("log");
    try (var app = AppProcess.start(log, "--spool=" + disk, "--max-key-memory=64KiB")) {
      Files.write(filler, new byte[200 << 10]);
      HttpResponse<String> answer = send(app, what, csv);
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body())
          .contains("\"code\":\"storage-failed\"")
          .doesNotContain(disk.toString());
      app.awaitLog("no space left on device");
      assertThat(get(app, "/livez").statusCode()).isEqualTo(200);
      // A request is counted when it is over, which is a little after its answer.
      assertThat(metricsWith(app, "rowgate_problems_total{code=\"storage-failed\"} 1.0"))
          .contains("rowgate_http_request_outcomes_total{outcome=\"defect\"} 0.0");

      Files.delete(filler);
      Path small = Files.writeString(dir.resolve("small.csv"), "id,b\n1,2\n");
      assertThat(send(app, what, small).statusCode()).isEqualTo(200);
      assertThat(get(app, "/readyz").statusCode()).isEqualTo(200);
    }
  }

  private static String metricsWith(AppProcess app, String line) throws Exception {
    long end = System.nanoTime() + Served.PATIENCE.toNanos();
    String metrics = get(app, "/metrics").body();
    while (!metrics.contains(line)) {
      assertThat(System.nanoTime() - end).as("not counted: %s", line).isNegative();
      Thread.sleep(20);
      metrics = get(app, "/metrics").body();
    }
    return metrics;
  }

  private HttpResponse<String> send(AppProcess app, String what, Path file) throws Exception {
    if (what.equals("an answer")) {
      return post(app, "text/csv", Files.readString(file));
    }
    boolean refers = what.equals("a reference");
    Path schema =
        refers
            ? referring()
            : schema("\"fields\":[{\"name\":\"id\"},{\"name\":\"b\"}],\"primaryKey\":[\"b\"]");
    String body =
        part("schema", schema)
            + (refers ? part("reference:r", file) : "")
            + part("file", file)
            + "--b--\r\n";
    return post(app, "multipart/form-data; boundary=b", body);
  }

  private static String part(String name, Path file) throws IOException {
    return "--b\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
        .formatted(name, Files.readString(file));
  }

  private static HttpResponse<String> post(AppProcess app, String type, String body)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(app.url() + "/v1/transform?respond=after-upload"))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body));
    return exchange(request);
  }

  private static HttpResponse<String> get(AppProcess app, String path) throws Exception {
    return exchange(HttpRequest.newBuilder(URI.create(app.url() + path)));
  }

  private static HttpResponse<String> exchange(HttpRequest.Builder request) throws Exception {
    try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }

  private Path referring() throws IOException {
    return schema(
        "\"fields\":[{\"name\":\"id\"},{\"name\":\"b\"}],\"foreignKeys\":"
            + "[{\"fields\":[\"b\"],\"reference\":{\"resource\":\"r\",\"fields\":[\"b\"]}}]");
  }

  private Path schema(String inside) throws IOException {
    return Files.writeString(dir.resolve("schema.json"), "{" + inside + "}");
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(disk)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /// Runs with the full disk as temporary directory.
  private Ended rowgate(String... args) throws Exception {
    return run(Stream.concat(Stream.of(ROWGATE), Stream.of(args)).toArray(String[]::new));
  }

  private Ended run(String... command) throws Exception {
    Path out = dir.resolve("stdout");
    Path err = dir.resolve("stderr");
    var builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().put("ROWGATE_JAVA_OPTS", "-Djava.io.tmpdir=" + disk);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return new Ended(127, "", String.valueOf(e.getMessage()));
    }
    if (!process.waitFor(120, SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("doesn't end: " + List.of(command));
    }
    return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
