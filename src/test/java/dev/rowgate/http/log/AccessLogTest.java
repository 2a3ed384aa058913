package dev.rowgate.http.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.http.Served;
import dev.rowgate.http.settings.Settings;
import dev.rowgate.http.watched.ApiKeyFileTest;
import dev.rowgate.options.Limits;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// Tests that each request has one line, without unchecked client text.
@Timeout(240)
@Isolated
class AccessLogTest {

  private final PrintStream err = System.err;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    System.setErr(new PrintStream(log, true, UTF_8));
  }

  @AfterEach
  void stopListening() {
    System.setErr(err);
  }

  @Test
  void the_start_tells_the_address() {
    int port;
    try (var served = Served.plain()) {
      port = served.server().port();
    }
    assertThat(log.toString(UTF_8))
        .containsPattern(
            "INFO dev.rowgate.http.Server - rowgate .* listening on http://127.0.0.1:"
                + port
                + "\n");
  }

  @Test
  void a_conversion_is_logged_with_its_counts_and_no_cell() throws Exception {
    try (var served = Served.plain()) {
      served.transform("?errors=inline", "a,b\n1,top-secret\n2\n");
    }
    assertThat(lines())
        .singleElement()
        .asString()
        .matches(
            "INFO dev\\.rowgate\\.access - \\{\"id\":\"[a-z0-9]{16}\",\"method\":\"POST\","
                + "\"route\":\"/v1/transform\",\"status\":200,\"rows\":1,\"rejected\":1,\"bytes\":19,"
                + "\"sent\":\\d+,\"ms\":\\d+,\"outcome\":\"completed\"}")
        .doesNotContain("secret");
  }

  @Test
  void the_trace_of_a_request_is_logged_and_in_its_problem() throws Exception {
    String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    String answer;
    try (var served = Served.plain();
        var raw = served.connect()) {
      raw.send("POST /v1/transform?x=y HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n");
      answer = raw.send("traceparent: " + trace + "\r\n\r\na\n").readUntil("}\n");
    }
    assertThat(answer).contains("\"traceparent\":\"" + trace + "\",\"errors\":[");
    assertThat(lines())
        .singleElement()
        .asString()
        .contains("\"traceparent\":\"" + trace + "\",\"method\":\"POST\"");
  }

  @Test
  void a_stopped_run_is_logged_as_one() throws Exception {
    try (var served = Served.plain();
        var raw = served.connect()) {
      raw.send("POST /v1/transform?errors=fail HTTP/1.1\r\nHost: x\r\nContent-Length: 8\r\n\r\n");
      raw.send("a,b\n1\n2\n").readToEnd();
    }
    assertThat(lines())
        .singleElement()
        .asString()
        .contains("\"status\":200,\"rows\":0,\"rejected\":1,")
        .endsWith("\"outcome\":\"stopped\",\"code\":\"record-rejected\"}");
    assertThat(log.toString(UTF_8)).doesNotContain("Exception").doesNotContain("\tat ");
  }

  @Test
  void a_client_that_goes_away_costs_one_line_and_no_stack_trace() throws Exception {
    try (var served = Served.plain()) {
      try (var raw = served.connect()) {
        raw.send("POST /v1/transform HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
        raw.sendChunk("a\n1\n");
        raw.readUntil("{\"a\":\"1\"}\n");
      }
      awaitLine();
    }
    assertThat(lines())
        .singleElement()
        .asString()
        .contains("\"rows\":1,\"rejected\":0,")
        .containsPattern("\"outcome\":\"(client-gone|stopped)\"");
    assertThat(log.toString(UTF_8)).doesNotContain("Exception").doesNotContain("\tat ");
  }

  /// A request may end while the service stops, after the end of the queue.
  @Test
  void what_ends_behind_the_end_is_logged() throws Exception {
    var access = new AccessLog(null);
    access.start();
    access.add("{\"id\":\"early\"}");
    access.stop();
    access.add("{\"id\":\"late\"}");
    access.add("{\"id\":\"later\"}");

    assertThat(log.toString(UTF_8).lines())
        .containsExactly(
            "INFO dev.rowgate.access - {\"id\":\"early\"}",
            "INFO dev.rowgate.access - {\"id\":\"late\"}",
            "INFO dev.rowgate.access - {\"id\":\"later\"}");
  }

  @Test
  void a_request_cannot_forge_a_line() throws Exception {
    try (var served = Served.plain();
        var raw = served.connect()) {
      raw.send("G=T /x%0Aid=forged?y=%0A HTTP/1.1\r\nHost: x\r\n");
      raw.send("X-Request-Id: a outcome=forged\r\nConnection: close\r\n\r\n").readToEnd();
    }
    assertThat(lines()).singleElement().asString().doesNotContain("forged");
  }

  @Test
  void the_owner_of_a_key_is_logged_and_never_a_key(@TempDir Path dir) throws Exception {
    Path keys = Files.writeString(dir.resolve("keys"), ApiKeyFileTest.line("ada", "top-secret"));
    var settings = new Settings(null, 0, null, Limits.STANDARD).withKeys(keys);
    try (var served = Served.start(settings, Limits.STANDARD.idleTime())) {
      for (String key : List.of("top-secret", "wrong-secret")) {
        try (var raw = served.connect()) {
          raw.send("GET /v1/schemas HTTP/1.1\r\nHost: x\r\nConnection: close\r\n");
          raw.send("Authorization: Bearer " + key + "\r\n\r\n").readToEnd();
        }
      }
    }
    // A request ends after its client has the response, so the second one may be logged first.
    assertThat(lines())
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).contains("\"key\":\"ada\",\"method\":\"GET\","),
            line -> assertThat(line).contains("\"code\":\"unauthorized\"").doesNotContain("key\""));
    assertThat(log.toString(UTF_8)).doesNotContain("secret");
  }

  @Test
  void what_reaches_no_route_is_logged_too() throws Exception {
    try (var served = Served.plain();
        var raw = served.connect()) {
      raw.send("GARBAGE\r\n\r\n").readToEnd();
    }
    assertThat(lines()).singleElement().asString().contains("\"route\":\"none\",\"status\":400,");
  }

  private List<String> lines() {
    return log.toString(UTF_8).lines().filter(line -> line.contains("\"outcome\":")).toList();
  }

  private void awaitLine() throws InterruptedException {
    for (int i = 0; i < 1_000 && lines().isEmpty(); i++) {
      Thread.sleep(10);
    }
  }
}
