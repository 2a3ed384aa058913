package dev.rowgate.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests that query bytes which aren't percent-encoded are read as UTF-8 or refused, on HTTP/1.1
/// and on HTTP/2, whose decoder maps each byte to a character.
@Timeout(240)
class QueryBytesTest {

  private static Served served;

  @BeforeAll
  static void start() {
    served = Served.plain();
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  /// Each character of the query is one byte.
  @ParameterizedTest
  @CsvSource({
    "transform, delimiter=\u00a7, 400",
    "transform, delimiter=\u00c3, 400",
    "transform, delimiter=\u00c0\u00af, 400",
    "transform, delimiter=\u00ed\u00a0\u0080, 400",
    "transform, \u00ff=1, 400",
    "validate, comment=\u00a7, 400",
    "infer, delimiter=\u00a7, 400",
    "transform, delimiter=\u00c2\u00a7, 200",
    "validate, delimiter=\u00c2\u00a7, 200",
    "infer, delimiter=\u00c2\u00a7, 200"
  })
  void are_utf_8_or_refused(String route, String query, int status) throws Exception {
    String target = "/v1/" + route + "?" + query;
    for (int i = 0; i < 2; i++) {
      try (var raw = Served.Raw.to(served.server().port())) {
        raw.send(
            "POST "
                + target
                + " HTTP/1.1\r\n"
                + "Host: localhost\r\n"
                + "Connection: close\r\n"
                + "Content-Length: 4\r\n\r\n"
                + "a\n"
                + "1\n");
        assertThat(raw.readToEnd()).startsWith("HTTP/1.1 " + status + " ");
      }
      try (var frames = new Frames(served.server().port())) {
        frames.request(1, 0, "POST", target).data(1, Frames.END_STREAM, "a\n1\n");

        Frames.Stream answer = frames.awaitEnd(1);

        assertThat(answer.status).as(answer.text()).isEqualTo(status);
      }
    }
  }

  /// Routes without options refuse such a query too, below `/v1`.
  @ParameterizedTest
  @CsvSource({
    "/v1/schemas?x=%ff, 400",
    "/v1/schemas?x=%zz, 400",
    "/v1/schemas?%ff, 400",
    "/v1/schemas?x=%c3%28, 400",
    "/v1/schemas?x=%c3%a4, 200",
    "/v1/schemas?x=y, 200",
    "/v1/schemas/none?x=%ff, 400",
    "/v1/schemas/none?x=y, 404",
    "/readyz?x=%ff, 200",
  })
  void are_refused_on_every_route_of_v1(String target, int status) throws Exception {
    try (var raw = Served.Raw.to(served.server().port())) {
      raw.send("GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      assertThat(raw.readToEnd())
          .startsWith("HTTP/1.1 " + status + " ")
          .matches(text -> (status == 400) == text.contains("\"code\":\"bad-option\""));
    }
    try (var frames = new Frames(served.server().port())) {
      frames.request(1, Frames.END_STREAM, "GET", target);
      assertThat(frames.awaitEnd(1).status).isEqualTo(status);
    }
  }
}
