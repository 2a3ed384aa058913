package dev.rowgate.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests uploads that end prematurely: no response looks complete, and none counts as a defect.
@Timeout(240)
class BrokenUploadsTest {

  private static final String MULTIPART =
      "--b\r\n"
          + "Content-Disposition: form-data; name=schema\r\n\r\n"
          + "{\"fields\":[{\"name\":\"a\"}]}\r\n"
          + "--b\r\n"
          + "Content-Disposition: form-data; name=file\r\n\r\n"
          + "a\n"
          + "1\n\r\n"
          + "--b--\r\n";

  private static Served served;

  /// The route that gets an upload of two rows without an end.
  private enum To {
    TRANSFORM("/v1/transform"),
    STRAIGHT("/v1/transform?respond=straight"),
    AFTER_UPLOAD("/v1/transform?respond=after-upload"),
    VALIDATE("/v1/validate"),
    INFER("/v1/infer"),
    MULTIPART_TRANSFORM("/v1/transform"),
    MULTIPART_VALIDATE("/v1/validate");

    private final String path;

    To(String path) {
      this.path = path;
    }

    boolean isMultipart() {
      return this == MULTIPART_TRANSFORM || this == MULTIPART_VALIDATE;
    }

    String body() {
      return isMultipart() ? MULTIPART : "a\n1\n";
    }

    String type() {
      return isMultipart() ? "multipart/form-data; boundary=b" : "text/csv";
    }
  }

  /// The HTTP/2 frame that ends the upload.
  private enum End {
    HEADERS,
    DATA,
    EMPTY_DATA,
    TRAILERS
  }

  @BeforeAll
  static void start() {
    served = Served.plain();
  }

  @AfterAll
  static void stop() throws Exception {
    for (int i = 0; i < 600 && !isIdle(); i++) {
      Thread.sleep(100);
    }
    assertThat(isIdle()).as("nothing is left that runs").isTrue();
    served.close();
  }

  private static boolean isIdle() throws Exception {
    String metrics = served.get("/metrics").body();
    assertThat(metrics).contains("rowgate_http_request_outcomes_total{outcome=\"defect\"} 0.0");
    return metrics.contains("rowgate_http_requests_in_flight 1.0")
        && metrics.contains("rowgate_conversions_in_flight 0.0");
  }

  @ParameterizedTest
  @MethodSource("destinations")
  void an_http_2_upload_shorter_than_its_length_is_a_fault_whatever_ends_it(To to)
      throws Exception {
    for (End end : End.values()) {
      Frames.Stream answer = upload(to, end, to.body().length() + 5);
      assertThat(answer.text()).as("%s", end).doesNotContain("\"complete\":true");
      assertThat(answer.reset || answer.status >= 400).as("%s", end).isTrue();
      assertThat(answer.text())
          .as("%s", end)
          .contains("\"read-failed\"", "its Content-Length says");
    }
  }

  @ParameterizedTest
  @MethodSource("destinations")
  void an_http_2_upload_longer_than_its_length_is_a_fault(To to) throws Exception {
    for (End end : List.of(End.DATA, End.EMPTY_DATA, End.TRAILERS)) {
      Frames.Stream answer = upload(to, end, to.body().length() - 2);
      assertThat(answer.text()).as("%s", end).doesNotContain("\"complete\":true");
      assertThat(answer.reset || answer.status >= 400).as("%s", end).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("destinations")
  void one_of_the_right_length_is_complete(To to) throws Exception {
    for (End end : List.of(End.DATA, End.EMPTY_DATA, End.TRAILERS)) {
      Frames.Stream answer = upload(to, end, to.body().length());
      assertThat(answer.status).as("%s", end).isEqualTo(200);
      assertThat(answer.ended).isTrue();
    }
  }

  static To[] destinations() {
    return To.values();
  }

  private static Frames.Stream upload(To to, End end, int length) throws IOException {
    try (var client = new Frames(served.server().port())) {
      client.request(
          1,
          end == End.HEADERS ? Frames.END_STREAM : 0,
          "POST",
          to.path,
          "content-type",
          to.type(),
          "content-length",
          String.valueOf(length));
      switch (end) {
        case HEADERS -> {}
        case DATA -> client.data(1, Frames.END_STREAM, to.body());
        case EMPTY_DATA -> client.data(1, 0, to.body()).data(1, Frames.END_STREAM, "");
        case TRAILERS -> client.data(1, 0, to.body()).trailers(1, "x-check", "y");
      }
      return client.awaitEnd(1);
    }
  }

  /// A malformed frame after an upload without a length, beside two other requests.
  private enum Malformed {
    PSEUDO_HEADER(client -> client.trailers(3, ":path", "/")),
    ALL_PSEUDO_HEADERS(client -> client.request(3, Frames.END_STREAM, "POST", "/livez")),
    PSEUDO_HEADER_OF_A_RESPONSE(client -> client.trailers(3, ":status", "200")),
    UNKNOWN_PSEUDO_HEADER(client -> client.trailers(3, ":x", "1")),
    EMPTY_NAME(client -> client.trailers(3, "", "1")),
    UPPER_CASE(client -> client.trailers(3, "X-Upper", "1")),
    LENGTH(client -> client.trailers(3, "content-length", "x")),
    CONNECTION(client -> client.trailers(3, "connection", "close")),
    HEADERS_WITHOUT_END(client -> client.headers(3, 0, "x-check", "1")),
    HEADERS_IN_THE_MIDDLE(
        client -> client.headers(3, 0, "x-check", "1").data(3, Frames.END_STREAM, "2\n")),
    NO_HEADERS(client -> client.block(3, 0, new byte[0])),
    WINDOW_OF_NOTHING(client -> client.window(3, 0)),
    WINDOW_TOO_LARGE(client -> client.window(3, Integer.MAX_VALUE));

    private interface Sending {
      void to(Frames client) throws IOException;
    }

    private final Sending frame;

    Malformed(Sending frame) {
      this.frame = frame;
    }
  }

  @ParameterizedTest
  @EnumSource(Malformed.class)
  void a_malformed_frame_of_a_stream_resets_it_and_no_other(Malformed malformed) throws Exception {
    for (To to : To.values()) {
      try (var client = new Frames(served.server().port())) {
        client.request(1, 0, "POST", "/v1/transform", "content-type", "text/csv");
        client.data(1, 0, "a\n1\n");
        client.request(3, 0, "POST", to.path, "content-type", to.type()).data(3, 0, to.body());
        malformed.frame.to(client);
        Frames.Stream broken = client.awaitEnd(3);
        assertThat(broken.text()).as("%s", to).doesNotContain("\"complete\":true");
        assertThat(broken.reset || broken.status >= 400).as("%s", to).isTrue();
        client.data(1, Frames.END_STREAM, "2\n");
        assertThat(client.awaitEnd(1).text()).contains("{\"a\":\"2\"}", "\"complete\":true");
        client.request(5, Frames.END_STREAM, "GET", "/livez");
        assertThat(client.awaitEnd(5).status).isEqualTo(200);
        assertThat(client.isRefused()).as("the connection goes on").isFalse();
      }
    }
  }

  /// What comes for a stream that has been answered and reset.
  @Test
  void what_follows_a_reset_harms_no_other_stream() throws Exception {
    try (var client = new Frames(served.server().port())) {
      client.request(1, 0, "POST", "/v1/transform", "content-type", "text/csv");
      client.request(3, 0, "POST", "/v1/transform?nothing=1").data(3, 0, "a\n");
      client.data(3, 0, "1\n").reset(3, Frames.CANCEL);
      client.data(3, 0, "2\n").trailers(3, "x-check", "1").window(3, 1).reset(3, 0);
      client.request(5, 0, "POST", "/v1/transform?nothing=1").data(5, 0, "a\n");
      assertThat(client.awaitEnd(5).status).isEqualTo(400);
      client.data(5, 0, "2\n").trailers(5, "x-check", "1").trailers(5, "x-check", "1");
      client.data(1, Frames.END_STREAM, "a\n1\n");
      assertThat(client.awaitEnd(1).text()).contains("\"complete\":true");
      assertThat(client.isRefused()).as("the connection goes on").isFalse();
    }
  }

  /// The client takes no answer, so that its upload isn't read.
  @Test
  void an_upload_that_passes_its_window_resets_its_stream_and_no_other() throws Exception {
    try (var client = new Frames(served.server().port())) {
      client.initialWindow(0);
      String path = "/v1/transform?respond=straight";
      client.request(3, 0, "POST", path, "content-type", "text/csv").data(3, 0, "a\n");
      String rows = "0123456789\n".repeat(1_400);
      for (int i = 0; i < 100 && !client.isOver(3); i++) {
        client.data(3, 0, rows);
        if (i % 10 == 9) {
          client.request(5 + 2 * i, Frames.END_STREAM, "GET", "/livez");
          client.awaitHead(5 + 2 * i);
        }
      }
      assertThat(client.awaitEnd(3).reset).isTrue();
      assertThat(client.isRefused()).as("the connection goes on").isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("destinations")
  void an_http_1_upload_shorter_than_its_length_is_a_fault(To to) throws Exception {
    String answer =
        http1(to, "Content-Length: " + (to.body().length() + 5) + "\r\n\r\n" + to.body());
    assertThat(answer).contains("\"read-failed\"").doesNotContain("\"complete\":true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zz\r\n",
        "-1\r\n",
        "2\r\n3\nX",
        "fffffffffffffffffff\r\n",
        "2;x=\"\r\n3\n\r\n0\r\n\r\n",
        "2\n3\n\n0\n\n",
        "0\r\nno trailer\r\n\r\n",
        "\r\n"
      })
  void a_chunk_that_is_not_one_is_a_bad_request(String chunk) throws Exception {
    for (To to : To.values()) {
      if (!to.isMultipart()) {
        String answer =
            http1(to, "Transfer-Encoding: chunked\r\n\r\n4\r\na\n1\n\r\n" + chunk, false);
        assertThat(answer)
            .as("%s", to)
            .contains("\"code\":\"bad-request\"")
            .doesNotContain("\"complete\":true");
        boolean isOpen = answer.startsWith("HTTP/1.1 400");
        assertThat(isOpen || answer.contains("{\"_summary\":{\"complete\":false,")).isTrue();
      }
    }
  }

  /// Line by line: one long extension, many short ones, a trailer, many trailers.
  @ParameterizedTest
  @CsvSource({
    "2;x=, 1, 17000, '3\n'",
    "2;x=, 300, 60, '3\n'",
    "'0\r\nx:', 1, 17000, ''",
    "'0\r\n', 300, 60, ''"
  })
  void the_limit_on_extensions_and_trailers_is_named(
      String start, int lines, int length, String content) throws Exception {
    String line = start.startsWith("0") ? "x: " : start;
    String once = start.startsWith("0") ? start.substring(0, 3) : "";
    String body =
        once
            + (line + "y".repeat(length) + "\r\n" + (content.isEmpty() ? "" : content + "\r\n"))
                .repeat(lines);
    for (To to : To.values()) {
      if (!to.isMultipart()) {
        String answer =
            http1(to, "Transfer-Encoding: chunked\r\n\r\n4\r\na\n1\n\r\n" + body + "\r\n", false);
        assertThat(answer)
            .as("%s", to)
            .contains(
                "\"code\":\"headers-too-large\"",
                "headers, chunk extensions and trailers are longer than 16384 bytes")
            .doesNotContain("\"complete\":true");
        boolean isOpen = answer.startsWith("HTTP/1.1 431");
        assertThat(isOpen || answer.contains("{\"_summary\":{\"complete\":false,")).isTrue();
      }
    }
  }

  /// The sizes of chunks don't count, only what else is in their lines.
  @ParameterizedTest
  @CsvSource({"20000, ''", "100, ;name=value", "2, ;x=yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy"})
  void chunks_with_few_extensions_are_read(int chunks, String extension) throws Exception {
    for (To to : To.values()) {
      if (!to.isMultipart()) {
        String answer =
            http1(
                to,
                "Transfer-Encoding: chunked\r\n\r\n4\r\na\n1\n\r\n"
                    + ("2" + extension + "\r\n3\n\r\n").repeat(chunks)
                    + "0"
                    + extension
                    + "\r\nx: y\r\n\r\n");
        assertThat(answer)
            .as("%s", to)
            .startsWith("HTTP/1.1 200")
            .doesNotContain("\"complete\":false");
      }
    }
  }

  private static String http1(To to, String rest) throws IOException {
    return http1(to, rest, true);
  }

  private static String http1(To to, String rest, boolean ends) throws IOException {
    try (var raw = served.connect()) {
      raw.send(
          "POST %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: %s\r\n%s"
              .formatted(to.path, to.type(), rest));
      if (ends) {
        raw.stopSending();
      }
      return raw.readToEnd();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /",
        "GET /livez",
        "GET /readyz",
        "GET /metrics",
        "GET /openapi.json",
        "GET /problems/bad-option",
        "GET /v1/schemas",
        "GET /v1/schemas/none",
        "GET /none",
        "OPTIONS /v1/transform",
        "POST /livez",
        "POST /v1/transform",
        "POST /v1/validate",
        "POST /v1/infer"
      })
  void an_http_2_stream_that_is_cancelled_at_once_is_the_client_s_going(String route)
      throws Exception {
    String method = route.substring(0, route.indexOf(' '));
    String path = route.substring(route.indexOf(' ') + 1);
    for (int error : new int[] {0, Frames.CANCEL, 2, 11}) {
      try (var client = new Frames(served.server().port())) {
        for (int stream = 1; stream < 20; stream += 2) {
          int flags = method.equals("POST") ? 0 : Frames.END_STREAM;
          client.request(stream, flags, method, path).reset(stream, error);
        }
        client.request(21, Frames.END_STREAM, "GET", "/livez");
        assertThat(client.awaitEnd(21).status).isEqualTo(200);
      }
    }
    assertThat(served.get("/metrics").body())
        .contains("rowgate_http_request_outcomes_total{outcome=\"defect\"} 0.0")
        .doesNotContain("status=\"500\"");
  }

  @Test
  void a_stream_that_is_cancelled_later_is_the_client_s_going() throws Exception {
    for (String upload : List.of("a\n", "a\n1\n", "a\n1\n2")) {
      try (var client = new Frames(served.server().port())) {
        client.request(1, 0, "POST", "/v1/transform").data(1, 0, upload);
        if (upload.length() > 2) {
          client.awaitText(1, "{\"a\":\"1\"}\n");
        }
        client.reset(1, Frames.CANCEL);
        client.request(3, 0, "POST", "/v1/validate").data(3, 0, upload).goAway(0);
      }
    }
  }

  /// The connection is closed or reset after each prefix of a request.
  @ParameterizedTest
  @CsvSource({"GET, /livez", "GET, /metrics", "POST, /v1/transform", "POST, /v1/validate"})
  void a_connection_that_ends_anywhere_is_no_defect(String method, String path) throws Exception {
    String request =
        "%s %s HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n8\r\na\n1\n2\n3\n\r\n0\r\n\r\n"
            .formatted(method, path);
    for (int length = 1; length <= request.length(); length++) {
      for (boolean reset : new boolean[] {false, true}) {
        try (var raw = served.connect()) {
          raw.send(request.substring(0, length));
          if (reset) {
            raw.resetAtClose();
          }
        }
      }
    }
    assertThat(served.get("/metrics").body())
        .contains("rowgate_http_request_outcomes_total{outcome=\"defect\"} 0.0")
        .doesNotContain("status=\"500\"");
  }
}
