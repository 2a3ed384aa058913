package dev.rowgate.http.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.http.Served;
import dev.rowgate.http.settings.Settings;
import dev.rowgate.options.Limits;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests the time limit for a request's head, on both ports: without it, these connections would
/// stay open forever by sending a byte now and then.
@Timeout(240)
@Execution(ExecutionMode.CONCURRENT)
class SlowHeadTest {

  /// Long enough for a loaded machine to read what has been sent.
  private static final Duration IDLE = Duration.ofMillis(1_500);

  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  private static final String SETTINGS = "\0\0\0\4\0\0\0\0\0";
  private static final String PING = "\0\0\10\6\0\0\0\0\0" + "pingping";

  /// HEADERS without END_HEADERS, whose 100 bytes start.
  private static final String HALF_HEADERS = "\0\0\144\1\0\0\0\0\1";

  private static Served served;

  @BeforeAll
  static void start() throws Exception {
    var settings = new Settings(null, 0, null, Limits.STANDARD);
    served = Served.start(settings.withAdmin(new Settings.Address("127.0.0.1", 0)), IDLE);
    // The first request loads classes, which may take longer than that.
    for (int port : ports()) {
      try (var raw = Served.Raw.to(port)) {
        raw.send("GET /livez HTTP/1.1\r\nHost: x\r\n\r\n").readUntil("ok\n");
      }
    }
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GET /li", "GET /livez HTTP/1.1\r\n", "GET /livez HTTP/1.1\r\nHost: x\r\nA"})
  void a_head_that_stops_is_408(String head) throws Exception {
    for (int port : ports()) {
      try (var raw = Served.Raw.to(port)) {
        assertIs408(raw.send(head).readToEnd());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /livez HTTP/1.1\r\nHost: x\r\nA: ", "GET /", "POST /v1/transform?"})
  void a_head_that_trickles_is_408(String head) throws Exception {
    for (int port : ports()) {
      try (var raw = Served.Raw.to(port)) {
        assertIs408(trickle(raw.send(head), "a"));
      }
    }
  }

  @Test
  void the_second_request_of_a_connection_has_to_come_in_time_too() throws Exception {
    try (var raw = served.connect()) {
      raw.send("GET /livez HTTP/1.1\r\nHost: x\r\n\r\n").readUntil("ok\n");
      assertThat(trickle(raw.send("GET /livez HTTP/1.1\r\nHost: x\r\nA: "), "a"))
          .startsWith("HTTP/1.1 200 ")
          .contains("ok\nHTTP/1.1 408 Request Timeout\r\n", "\"code\":\"request-timeout\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"G", "\r\n", "PRI * HTTP/2.0\r\n", PREFACE, PREFACE + SETTINGS})
  void what_never_becomes_a_request_is_closed(String begin) throws Exception {
    try (var raw = served.connect()) {
      assertThat(raw.send(begin).readToEnd()).doesNotContain("200");
    }
  }

  @Test
  void blank_lines_are_no_request() throws Exception {
    try (var raw = served.connect()) {
      assertThat(trickle(raw, "\r\n")).isEmpty();
    }
  }

  @Test
  void pings_are_no_request() throws Exception {
    try (var raw = served.connect()) {
      trickle(raw.send(PREFACE + SETTINGS), PING);
    }
  }

  @Test
  void headers_of_http_2_that_trickle_are_no_request() throws Exception {
    try (var raw = served.connect()) {
      trickle(raw.send(PREFACE + SETTINGS + HALF_HEADERS), "\0");
    }
  }

  /// The limit doesn't apply to a body.
  @Test
  void a_body_may_take_longer() throws Exception {
    try (var raw = served.connect()) {
      raw.send("POST /v1/transform HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
      raw.sendChunk("a\n");
      for (int i = 0; i < 15; i++) {
        Thread.sleep(IDLE.toMillis() / 5);
        raw.sendChunk("1\n");
      }
      raw.send("0\r\n\r\n");
      assertThat(raw.readUntil("\r\n0\r\n")).contains("\"complete\":true,\"recordsRead\":15,");
    }
  }

  @Test
  void a_header_that_never_ends_is_431_long_before() throws Exception {
    for (int port : ports()) {
      try (var raw = Served.Raw.to(port)) {
        raw.send("GET /livez HTTP/1.1\r\nHost: x\r\nA: ");
        try {
          for (int i = 0; i < 1_000; i++) {
            raw.send("a".repeat(10_000));
          }
        } catch (IOException e) {
          // The connection is closed, as expected.
          assertThat(e).isNotNull();
        }
        String answer = raw.readToEnd();
        // A reset may have removed the response.
        if (!answer.isEmpty()) {
          assertThat(answer).startsWith("HTTP/1.1 431 ").contains("\"headers-too-large\"");
        }
      }
    }
  }

  private static int[] ports() {
    return new int[] {served.server().port(), served.server().adminPort()};
  }

  /// Sends the piece repeatedly until the connection ends.
  private static String trickle(Served.Raw raw, String piece) throws Exception {
    try {
      while (!raw.hasEnded()) {
        raw.send(piece);
        Thread.sleep(IDLE.toMillis() / 10);
      }
    } catch (IOException e) {
      // The connection has ended.
    }
    return raw.readToEnd();
  }

  private static void assertIs408(String answer) {
    assertThat(answer)
        .startsWith("HTTP/1.1 408 Request Timeout\r\n")
        .contains("\r\nContent-Type: application/problem+json\r\n", "\r\nX-Request-Id: ")
        .contains("\"status\":408", "\"code\":\"request-timeout\"")
        .endsWith("}\n");
  }
}
