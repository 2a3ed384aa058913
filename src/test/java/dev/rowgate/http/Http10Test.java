package dev.rowgate.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests requests of HTTP/1.0 that are framed for HTTP/1.1 (RFC 9112, section 6.1).
@Timeout(240)
class Http10Test {

  private static Served served;

  @BeforeAll
  static void start() {
    served = Served.plain();
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /v1/transform",
        "POST /v1/validate",
        "POST /v1/infer",
        "PUT /v1/transform",
        "GET /livez",
        "GET /v1/schemas",
        "GET /nowhere"
      })
  void chunks_are_refused_and_the_connection_ends(String request) throws Exception {
    for (String connection : new String[] {"", "Connection: keep-alive\r\n"}) {
      try (var raw = served.connect()) {
        raw.send(request + " HTTP/1.0\r\nHost: x\r\n" + connection);
        raw.send("Transfer-Encoding: chunked\r\n\r\n4\r\na\n1\n\r\n0\r\n\r\n");
        raw.send("GET /livez HTTP/1.0\r\nHost: x\r\n\r\n");
        assertThat(raw.readToEnd())
            .startsWith("HTTP/1.1 400 ")
            .contains("\"code\":\"bad-request\"", "HTTP/1.0 doesn't have")
            .doesNotContain("200 OK");
      }
    }
  }

  /// Without chunks a response of unknown length ends with the connection, complete or not.
  @Test
  void a_fault_is_seen_with_straight_too() throws Exception {
    String csv = "a,b\n" + "1,2\n".repeat(200_000) + "3\n";
    String head = "POST /v1/transform?respond=straight%s HTTP/1.0\r\nHost: x\r\nContent-Length: %d";
    try (var raw = served.connect()) {
      raw.send(head.formatted("&errors=fail", csv.length()) + "\r\n\r\n" + csv);
      assertThat(raw.readToEnd())
          .startsWith("HTTP/1.1 422 ")
          .contains("\"code\":\"record-rejected\"", "\"summary\":{\"complete\":false");
    }
    try (var raw = served.connect()) {
      raw.send(head.formatted("", csv.length()) + "\r\n\r\n" + csv);
      assertThat(raw.readToEnd())
          .startsWith("HTTP/1.1 200 ")
          .containsPattern("Content-Length: \\d{7}\r\n")
          .endsWith("\"problems\":{\"missing-cell\":{\"b\":1}}}}\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/transform", "/v1/validate", "/v1/infer"})
  void a_length_is_read(String path) throws Exception {
    try (var raw = served.connect()) {
      raw.send("POST " + path + " HTTP/1.0\r\nHost: x\r\nContent-Length: 4\r\n\r\na\n1\n");
      assertThat(raw.readToEnd()).startsWith("HTTP/1.1 200 ");
    }
  }
}
