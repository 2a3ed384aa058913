package dev.rowgate.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests that a request on a connection is answered correctly whatever request preceded it.
@Timeout(240)
class KeepAliveTest {

  private static final String CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";

  private static final String MULTIPART_BODY =
      "--B\r\nContent-Disposition: form-data; name=\"schema\"\r\n\r\n"
          + "{\"fields\":[{\"name\":\"a\"}]}\r\n"
          + "--B\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n"
          + "a\n1\n\r\n--B--\r\n";

  /// A request, with the start and end of its response.
  private enum Kind {
    HEALTH("GET /livez HTTP/1.1\r\nHost: x\r\n\r\n", "200", "ok\n"),
    HEAD("HEAD /v1/schemas HTTP/1.1\r\nHost: x\r\n\r\n", "200", "\r\n\r\n"),
    OPTIONS("OPTIONS /v1/transform HTTP/1.1\r\nHost: x\r\n\r\n", "204", "\r\n\r\n"),
    SCHEMAS("GET /v1/schemas HTTP/1.1\r\nHost: x\r\n\r\n", "200", "]}\n"),
    UNKNOWN_ROUTE("GET /nope HTTP/1.1\r\nHost: x\r\n\r\n", "404", "}\n"),
    UNKNOWN_ROUTE_WITH_BODY(
        "POST /nope HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbody", "404", "}\n"),
    BAD_METHOD(
        "DELETE /v1/transform HTTP/1.1\r\nHost: x\r\n" + CHUNKED + "4\r\nbody\r\n0\r\n\r\n",
        "405",
        "}\n"),
    ROWS(
        "POST /v1/transform HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\na\n1\n", "200", "}}\n"),
    ROWS_CHUNKED(
        "POST /v1/transform HTTP/1.1\r\nHost: x\r\n" + CHUNKED + "4\r\na\n1\n\r\n0\r\n\r\n",
        "200",
        "}}\n"),
    BAD_OPTION(
        "POST /v1/transform?x=1 HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\na\n1\n",
        "400",
        "}\n"),
    BAD_HEADER(
        "POST /v1/transform HTTP/1.1\r\nHost: x\r\n" + CHUNKED + "6\r\na,a\n1\n\r\n0\r\n\r\n",
        "422",
        "}\n"),
    NEWLINES_LOST(
        "POST /v1/transform HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\n\r\na,b",
        "400",
        "}\n"),
    MULTIPART(
        "POST /v1/transform HTTP/1.1\r\nHost: x\r\nContent-Length: "
            + MULTIPART_BODY.length()
            + "\r\nContent-Type: multipart/form-data; boundary=B\r\n\r\n"
            + MULTIPART_BODY,
        "200",
        "}}\n");

    private final String request;
    private final String status;
    private final String end;

    Kind(String request, String status, String end) {
      this.request = request;
      this.status = status;
      this.end = end;
    }
  }

  private static Served served;

  @BeforeAll
  static void start() {
    served = Served.plain();
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  static Stream<Arguments> pairs() {
    return Arrays.stream(Kind.values())
        .flatMap(first -> Arrays.stream(Kind.values()).map(second -> Arguments.of(first, second)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void one_after_the_other(Kind first, Kind second) throws Exception {
    try (var raw = served.connect()) {
      raw.send(first.request);
      int before = raw.readUntil(first.end).length();
      assertThat(raw.seen()).startsWith("HTTP/1.1 " + first.status);
      raw.send(second.request);
      String answer = untilAfter(raw, before, second.end);
      assertThat(answer).startsWith("HTTP/1.1 " + second.status);
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void both_at_once(Kind first, Kind second) throws Exception {
    try (var raw = served.connect()) {
      raw.send(first.request + second.request);
      int before = raw.readUntil(first.end).length();
      assertThat(raw.seen()).startsWith("HTTP/1.1 " + first.status);
      assertThat(untilAfter(raw, before, second.end)).startsWith("HTTP/1.1 " + second.status);
    }
  }

  /// The text after the first `before` bytes, once it contains `end`.
  private static String untilAfter(Served.Raw raw, int before, String end) throws Exception {
    String answer = raw.readMoreUntil(before, end);
    return answer.substring(before);
  }
}
