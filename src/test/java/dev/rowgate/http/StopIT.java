package dev.rowgate.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.rowgate.Interrupts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests the stop of the packaged service while uploads are in progress.
@Timeout(240)
@Execution(ExecutionMode.CONCURRENT)
class StopIT {

  @TempDir private Path dir;

  @ParameterizedTest
  @ValueSource(strings = {"auto", "straight"})
  void what_outlasts_the_drain_ends_with_a_fault_and_no_end(String respond) throws Exception {
    try (var app = AppProcess.start(dir.resolve("log"), "--drain-time", "500ms");
        var upload = Upload.begin(app, respond)) {
      // Silent for longer than the drain, which is no reason to end the upload.
      Thread.sleep(2_500);

      assertThat(app.terminate()).isZero();

      assertThat(upload.readToEnd())
          .contains("{\"a\":\"1\"}\n", "{\"_summary\":{\"complete\":false,\"recordsRead\":1,")
          .contains("\"fault\":{\"code\":\"unavailable\",")
          .doesNotContain("\r\n0\r\n");
      assertThat(app.log())
          .contains("\"outcome\":\"stopped\",\"code\":\"unavailable\"}")
          .contains("rowgate is stopping", "rowgate has stopped")
          .doesNotContain("\"stack\"");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--http1.1, auto",
    "--http1.1, after-upload",
    "--http2-prior-knowledge, auto",
    "--http2-prior-knowledge, after-upload",
  })
  void curl_is_told_while_it_sends(String protocol, String respond) throws Exception {
    if (protocol.contains("2")) {
      Curl.assumeHttp2();
    }
    Path csv = Files.writeString(dir.resolve("csv"), "a\n" + "0123456789\n".repeat(1_000_000));
    Path out = dir.resolve("out");
    String what = "/v1/transform?respond=" + respond;
    try (var app = AppProcess.start(dir.resolve("log"), "--drain-time", "500ms")) {
      var curl = CompletableFuture.supplyAsync(() -> slowly(protocol, csv, out, app.url() + what));
      while (!Curl.run(app.url() + "/metrics").out().contains("conversions_in_flight 1.0")) {
        Thread.sleep(20);
      }
      // The first row has come: otherwise the stop would be a refusal.
      while (respond.equals("auto") && (!Files.exists(out) || Files.size(out) == 0)) {
        Thread.sleep(20);
      }
      Thread.sleep(500);

      assertThat(app.terminate()).isZero();

      int exit = curl.get(120, SECONDS).exit();
      String answer = Files.exists(out) ? Files.readString(out) : "";
      assertThat(answer).doesNotContain("\"complete\":true");
      if (exit == 0) {
        assertThat(respond).isEqualTo("after-upload");
      } else {
        // curl: 18 partial file, 55 and 56 while sending, 92 an HTTP/2 stream reset.
        assertThat(exit).isIn(18, 55, 56, 92);
      }
      assertThat(answer)
          .startsWith(
              respond.equals("auto")
                  ? "{\"a\":\"0123456789\"}\n"
                  : "{\"type\":\"/problems/unavailable\"")
          .contains("\"complete\":false,", "\"code\":\"unavailable\"");
    }
  }

  private static Curl.Result slowly(String protocol, Path csv, Path out, String url) {
    try {
      return Curl.run(
          protocol,
          "-N",
          "--limit-rate",
          "200k",
          "-X",
          "POST",
          "-T",
          csv.toString(),
          "-H",
          "Expect:",
          "-o",
          out.toString(),
          url);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void what_comes_to_its_end_in_time_is_whole() throws Exception {
    try (var app = AppProcess.start(dir.resolve("log"), "--drain-time", "60s");
        var upload = Upload.begin(app, "auto")) {
      app.signal("TERM");
      app.awaitLog("rowgate is stopping");
      upload.end();

      assertThat(upload.readToEnd()).contains("{\"_summary\":{\"complete\":true,", "\r\n0\r\n");
      assertThat(app.exit()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"TERM, TERM, 143", "INT, INT, 130", "TERM, INT, 130"})
  void a_second_signal_ends_it_at_once(String first, String second, int exit) throws Exception {
    assumeFalse(Interrupts.areIgnored(), "started in the background of a shell");
    try (var app = AppProcess.start(dir.resolve("log"), "--drain-time", "1h");
        var upload = Upload.begin(app, "auto")) {
      app.signal(first);
      app.awaitLog("rowgate is stopping");
      app.signal(second);

      assertThat(app.exit()).isEqualTo(exit);
      assertThat(upload.readToEnd()).doesNotContain("_summary").doesNotContain("\r\n0\r\n");
    }
  }

  @Test
  void the_second_port_tells_of_a_drain_to_its_end() throws Exception {
    try (var app =
            AppProcess.start(dir.resolve("log"), "--drain-time", "60s", "--admin-port", "0");
        var upload = Upload.begin(app, "auto")) {
      app.signal("TERM");
      app.awaitLog("rowgate is stopping");

      for (int i = 0; i < 3; i++) {
        assertThat(Curl.run(app.adminUrl() + "/livez").out()).isEqualTo("ok\n");
        assertThat(Curl.run(app.adminUrl() + "/readyz").out()).isEqualTo("stopping\n");
        assertThat(Curl.run(app.adminUrl() + "/metrics").out())
            .contains("rowgate_conversions_in_flight 1.0");
      }
      upload.end();
      assertThat(upload.readToEnd()).contains("\"complete\":true");
      assertThat(app.exit()).isZero();
    }
  }

  /// Idle clients don't delay the stop, however long the drain may be.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /li",
        "GET /livez HTTP/1.1\r\nHost: x\r\n",
        "PRI * HTTP/2.0\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0",
      })
  void idle_connections_do_not_hold_up_a_stop(String sent) throws Exception {
    try (var app = AppProcess.start(dir.resolve("log"), "--drain-time", "1h");
        var one = Served.Raw.to(app.port());
        var another = Served.Raw.to(app.port())) {
      one.send(sent);
      another.send(sent);
      if (sent.endsWith("\r\n\r\n") && sent.startsWith("GET")) {
        one.readUntil("ok\n");
        another.readUntil("ok\n");
      }
      app.signal("TERM");

      assertThat(app.exit()).isZero();

      assertThat(one.readToEnd()).doesNotContain("\"status\":5");
      another.readToEnd();
    }
  }

  /// HTTP/1.1 and HTTP/2 with Java's client, which keeps its connections.
  @ParameterizedTest
  @ValueSource(strings = {"HTTP_1_1", "HTTP_2"})
  void a_client_that_keeps_its_connections_does_not_hold_up_a_stop(HttpClient.Version version)
      throws Exception {
    try (var app = AppProcess.start(dir.resolve("log"), "--drain-time", "1h");
        var client = HttpClient.newBuilder().version(version).build()) {
      var request = HttpRequest.newBuilder(URI.create(app.url() + "/livez")).build();
      assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo("ok\n");
      app.signal("TERM");

      assertThat(app.exit()).isZero();
    }
  }

  /// An upload in progress, whose first row has been received.
  private record Upload(Served.Raw raw) implements AutoCloseable {

    static Upload begin(AppProcess app, String respond) throws IOException {
      Served.Raw raw = Served.Raw.to(app.port());
      raw.send("POST /v1/transform?respond=" + respond + " HTTP/1.1\r\nHost: x\r\n");
      raw.send("Transfer-Encoding: chunked\r\n\r\n").sendChunk("a\n1\n");
      raw.readUntil("{\"a\":\"1\"}\n");
      return new Upload(raw);
    }

    void end() throws IOException {
      raw.send("0\r\n\r\n");
    }

    String readToEnd() throws IOException {
      return raw.readToEnd();
    }

    @Override
    public void close() throws IOException {
      raw.close();
    }
  }
}
