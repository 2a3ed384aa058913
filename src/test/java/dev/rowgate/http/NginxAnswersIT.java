package dev.rowgate.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tests the provided nginx's own responses to malformed requests, and what it logs to the service:
/// no response is nginx's own page, and none is a 5xx for a client's error.
@Timeout(240)
class NginxAnswersIT {

  private static final String HOST = " HTTP/1.1\r\nHost: rowgate.example.com\r\n";

  @TempDir static Path dir;

  private static AppProcess app;
  private static NginxProcess nginx;
  private static int http1;
  private static int http2;

  @BeforeAll
  static void start() throws Exception {
    NginxProcess.assumePresent();
    app = AppProcess.start(dir.resolve("app.log"));
    http1 = NginxProcess.freePort();
    http2 = NginxProcess.freePort();
    Path prefix = Files.createDirectory(dir.resolve("nginx"));
    Path conf = NginxProcess.shipped(prefix, app.port(), http1, http2);
    nginx = NginxProcess.start(prefix, conf, http1);
  }

  @AfterAll
  static void stop() {
    if (nginx != null) {
      nginx.close();
    }
    if (app != null) {
      app.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, bad-request, 'G\u0000T / HTTP/1.1\r\n\r\n'",
    "400, bad-request, 'GET / HTTP/1.1\r\n\r\n'",
    "400, bad-request, 'GET / HTTP/1.1\r\nHost: a b\r\n\r\n'",
    "400, bad-request, 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n'",
    "400, bad-request, 'GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n'",
    "400, bad-request, 'GET /../.. HTTP/1.1\r\nHost: a\r\n\r\n'",
    "400, bad-request, 'GET / HTTP/2.0\r\nHost: a\r\n\r\n'",
    "400, bad-request, 'GET / HTTP/3.0\r\nHost: a\r\n\r\n'",
    "400, bad-request, 'GET / HTTP/9.9\r\nHost: a\r\n\r\n'",
    "400, bad-request, 'GET / HTTX\r\nHost: a\r\n\r\n'",
    "400, bad-request, 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n'",
    "400, bad-request, 'POST / HTTP/1.1\r\n"
        + "Host: a\r\n"
        + "Content-Length: 1\r\n"
        + "Content-Length: 2\r\n\r\n"
        + "'",
    "400, bad-request, 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n'",
    "400, bad-request, 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity\r\n\r\n'",
    "400, bad-request, 'POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n'",
    "400, bad-request, 'POST /v1/transform HTTP/1.1\r\n"
        + "Host: a\r\n"
        + "Transfer-Encoding: chunked\r\n\r\n"
        + "xyz\r\n"
        + "'",
    "405, method-not-allowed, 'TRACE / HTTP/1.1\r\nHost: a\r\n\r\n'",
    "404, unknown-route, 'GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n'",
    "404, unknown-route, 'GET /problem HTTP/1.1\r\nHost: a\r\n\r\n'",
    "413, upload-too-large, 'POST /v1/transform HTTP/1.1\r\n"
        + "Host: a\r\n"
        + "Content-Length: 99999999999\r\n\r\n"
        + "'",
  })
  void what_is_no_request_is_a_problem_document(int status, String code, String request)
      throws Exception {
    assertProblem(send(request), status, code);
  }

  @Test
  void what_is_too_long_is_a_problem_document() throws Exception {
    String long40k = "a".repeat(40_000);
    assertProblem(send("GET /" + long40k + HOST + "\r\n"), 431, "headers-too-large");
    assertProblem(send("GET /?" + long40k + HOST + "\r\n"), 431, "headers-too-large");
    assertProblem(send("GET /" + HOST + "A: " + long40k + "\r\n\r\n"), 431, "headers-too-large");
    assertProblem(send(long40k + " /" + HOST + "\r\n"), 400, "bad-request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/transform", "/v1/validate", "/v1/transform?respond=after-upload"})
  void an_http_1_upload_shorter_than_its_length_is_never_complete(String path) throws Exception {
    try (var raw = Served.Raw.to(http1)) {
      raw.send("POST " + path + HOST + "Content-Type: text/csv\r\nContent-Length: 14\r\n\r\n");
      raw.send("a\n1\n2\n3\n");
      raw.stopSending();
      assertThat(raw.readToEnd()).doesNotContain("\"complete\":true", "\"complete\": true");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/transform", "/v1/validate", "/v1/transform?respond=after-upload"})
  void an_http_2_upload_shorter_than_its_length_is_never_complete(String path) throws Exception {
    for (boolean trailers : List.of(false, true)) {
      try (var client = new Frames(http2)) {
        client.request(1, 0, "POST", path, "content-type", "text/csv", "content-length", "14");
        if (trailers) {
          client.data(1, 0, "a\n1\n2\n3\n").trailers(1, "x-check", "y");
        } else {
          client.data(1, Frames.END_STREAM, "a\n1\n2\n3\n");
        }
        Frames.Stream answer = client.awaitEnd(1);
        assertThat(answer.text()).doesNotContain("\"complete\":true");
        assertThat(answer.reset || answer.status >= 400).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip"})
  void python_s_requests_gets_each_line_of_an_answer_that_is_broken_off(String coding)
      throws Exception {
    String csv = "a\n" + "1\n".repeat(20_000) + "too,many\n";
    String url = "http://127.0.0.1:" + http1 + "/v1/transform?errors=fail";
    var lines = PythonRequests.post(url, dir, csv, coding);
    assertThat(lines).hasSize(20_003).endsWith("broken off");
    assertThat(lines.get(20_001)).startsWith("{\"_summary\":{\"complete\":false,");
  }

  /// A refusal by Jetty itself, before a route, is sent before the upload has ended.
  @Test
  void a_refusal_by_the_server_does_not_harm_the_next_request() throws Exception {
    String end = "Connection: close\r\nContent-Length: 9\r\n\r\nname,age\n";
    for (int i = 0; i < 100; i++) {
      assertProblem(send("POST /v1/transform" + HOST + "X: \1\r\n" + end), 400, "bad-request");
      String next = i % 2 == 0 ? "GET /livez" : "POST /v1/transform";
      assertThat(send(next + HOST + end)).as(nginx.output()).startsWith("HTTP/1.1 200 ");
    }
  }

  /// nginx forwards the bytes in HTTP/2.
  @Test
  void bytes_of_a_query_that_are_no_utf_8_are_refused() throws Exception {
    String end = HOST + "Connection: close\r\nContent-Length: 4\r\n\r\na\n1\n";
    assertProblem(send("POST /v1/transform?delimiter=\u00a7" + end), 400, "bad-option");
    assertThat(send("POST /v1/transform?delimiter=\u00c2\u00a7" + end)).startsWith("HTTP/1.1 200 ");
  }

  /// The service is on loopback and accepts no host name but localhost.
  @Test
  void any_host_of_the_sidecar_is_served() throws Exception {
    try (var strict = AppProcess.startBare(dir.resolve("strict.log"))) {
      int port = NginxProcess.freePort();
      Path prefix = Files.createDirectory(dir.resolve("strict"));
      Path conf = NginxProcess.shipped(prefix, strict.port(), port, NginxProcess.freePort());
      try (var _ = NginxProcess.start(prefix, conf, port)) {
        assertThat(send(port, "GET /livez" + HOST + "Connection: close\r\n\r\n"))
            .startsWith("HTTP/1.1 200 ");
        assertThat(send(port, "GET /" + HOST + "Connection: close\r\n\r\n"))
            .startsWith("HTTP/1.1 200 ")
            .contains("http://rowgate.example.com");
        String post =
            HOST + "Connection: close\r\nContent-Type: text/csv\r\nContent-Length: 4\r\nOrigin: ";
        assertThat(
                send(
                    port, "POST /v1/transform" + post + "http://rowgate.example.com\r\n\r\na\n1\n"))
            .startsWith("HTTP/1.1 200 ");
        assertThat(send(port, "POST /v1/transform" + post + "http://evil.example\r\n\r\na\n1\n"))
            .startsWith("HTTP/1.1 403 ")
            .contains("\"code\":\"cross-site\"");
      }
    }
  }

  private static String send(String request) throws Exception {
    return send(http1, request);
  }

  private static String send(int port, String request) throws Exception {
    try (var raw = Served.Raw.to(port)) {
      raw.send(request.replace("Host: a\r\n", "Host: a\r\nConnection: close\r\n"));
      return raw.readToEnd();
    }
  }

  private static void assertProblem(String answer, int status, String code) {
    assertThat(answer)
        .startsWith("HTTP/1.1 " + status + " ")
        .containsIgnoringCase("\r\nContent-Type: application/problem+json\r\n")
        .containsIgnoringCase("\r\nX-Request-Id: ")
        .doesNotContain("<html");
    JsonNode document = new JsonMapper().readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
    assertThat(document.path("status").asInt()).isEqualTo(status);
    assertThat(document.path("code").asString()).isEqualTo(code);
    assertThat(document.path("type").asString()).isEqualTo("/problems/" + code);
  }
}
