package dev.rowgate.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowgate.options.Limit;
import dev.rowgate.options.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests clients that send bytes or frames without content, again and again: their requests end
/// after the idle time, like those of clients that send nothing.
@Timeout(240)
@Execution(ExecutionMode.CONCURRENT)
class DripTest {

  private static final Duration IDLE = Duration.ofMillis(400);
  private static final Duration PAUSE = Duration.ofMillis(40);

  private static final String CHUNKED =
      "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: %s\r\nTransfer-Encoding: chunked\r\n\r\n";

  private static final String PARTS =
      "--B\r\nContent-Disposition: form-data; name=\"schema\"\r\n\r\n{\"fields\":";

  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int PADDED = 8;
  private static final int CONTINUATION = 9;

  private static Served served;

  @BeforeAll
  static void start() {
    Limits limits =
        Limits.STANDARD
            .with(Limit.IDLE_TIME, IDLE.toMillis())
            .with(Limit.MAX_SPOOL_BYTES, 64 << 10);
    served = Served.start(null, limits, IDLE);
  }

  @AfterAll
  static void stop() throws Exception {
    assertThat(served.get("/metrics").body())
        .contains(
            "rowgate_conversions_in_flight 0.0",
            "rowgate_http_request_outcomes_total{outcome=\"defect\"} 0.0");
    served.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/transform                      | ''                      | 8; | x",
        "/v1/transform                      | ''                      | 0  | 0",
        "/v1/transform?respond=after-upload | 8.a,b.1,2..             | 8; | x",
        "/v1/transform                      | 8.a,b.1,2..             | 8; | x",
        "/v1/transform                      | 8.a,b.1,2..0.           | x: | x",
        "/v1/transform                      | 8.a,b.1,2..0.           | x: | x.y:",
        "/v1/transform?respond=after-upload | 8.a,b.1,2..0.           | x: | x",
        "/v1/validate                       | 8.a,b.1,2..             | 8; | x",
        "/v1/infer                          | 8.a,b.1,2..             | 8; | x",
        "/v1/infer                          | 8.a,b.1,2..0.           | x: | x",
      })
  void chunks_without_content_end_after_the_idle_time(
      String path, String begin, String then, String drip) throws Exception {
    String body =
        begin.replace(".", "\r\n").replace("b\r\n", "b\n").replace("2\r\n\r\n", "2\n\r\n");
    assertRefused(
        drip(CHUNKED.formatted(path, "text/csv") + body + then, drip.replace(".", "\r\n")));
  }

  @Test
  void so_does_a_part_with_the_schema() throws Exception {
    String head = CHUNKED.formatted("/v1/transform", "multipart/form-data; boundary=B");
    String chunk = Integer.toHexString(PARTS.length()) + "\r\n" + PARTS + "\r\n";
    assertRefused(drip(head + chunk + "8;", "x"));
  }

  /// The answer waits for the client, and the rest of the upload for being discarded.
  @Test
  void so_does_one_that_takes_nothing_of_its_answer() throws Exception {
    try (var raw = served.connect()) {
      raw.send(CHUNKED.formatted("/v1/transform", "text/csv")).sendChunk("a,b\n");
      String rows = "somebody or other,41\n".repeat(3_000);
      for (int i = 0; i < 200; i++) {
        raw.sendChunk(rows);
      }
      raw.send("8;");
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 500; i++) {
                  raw.send("x");
                  Thread.sleep(PAUSE);
                }
              })
          .isInstanceOf(SocketException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/transform",
        "/v1/transform?respond=after-upload",
        "/v1/validate",
        "/v1/infer"
      })
  void frames_without_content_end_after_the_idle_time(String path) throws Exception {
    for (Drip drip :
        new Drip[] {
          to -> to.frame(DATA, 0, 1, new byte[0]),
          to -> to.frame(DATA, PADDED, 1, new byte[] {4, 0, 0, 0, 0}),
          to -> to.window(1, 1),
        }) {
      for (String begin : new String[] {"", "a,b\n1,2\n"}) {
        try (var client = new Frames(served.server().port())) {
          client.request(1, 0, "POST", path, "content-type", "text/csv");
          if (!begin.isEmpty()) {
            client.data(1, 0, begin);
          }
          assertEnds(client, drip);
        }
      }
    }
  }

  @Test
  void so_do_trailers() throws Exception {
    try (var client = new Frames(served.server().port())) {
      client.request(1, 0, "POST", "/v1/transform", "content-type", "text/csv");
      var field = new ByteArrayOutputStream();
      Frames.field(field, Frames.PLAIN, "a", "b");
      client.data(1, 0, "a,b\n1,2\n");
      client.frame(HEADERS, Frames.END_STREAM, 1, field.toByteArray());
      assertEnds(client, to -> to.frame(CONTINUATION, 0, 1, field.toByteArray()));
    }
  }

  /// The stream may send on, the connection may not.
  @Test
  void so_does_an_answer_whose_window_grows_in_vain() throws Exception {
    try (var client = new Frames(served.server().port(), 0)) {
      client.request(1, 0, "POST", "/v1/transform?respond=straight", "content-type", "text/csv");
      client.data(1, 0, "a\n");
      for (int i = 0; i < 4; i++) {
        client.data(1, i == 3 ? Frames.END_STREAM : 0, "x\n".repeat(8_000));
      }
      assertEnds(client, to -> to.window(1, 1));
    }
  }

  private interface Drip {
    void to(Frames client) throws IOException;
  }

  /// A read that finds nothing for [#PAUSE] sends the next frame.
  private static void assertEnds(Frames client, Drip drip) throws IOException {
    long begin = System.nanoTime();
    Frames.Stream stream = client.awaitEndDripping(1, PAUSE, () -> drip.to(client));
    assertThat(System.nanoTime() - begin).isLessThan(Served.PATIENCE.toNanos());
    assertThat(stream.text()).doesNotContain("\"complete\":true");
    assertThat(stream.reset || stream.status == 408).isTrue();
  }

  private static String drip(String begin, String drip) throws Exception {
    try (var raw = served.connect()) {
      raw.send(begin);
      long end = System.nanoTime() + Served.PATIENCE.toNanos();
      try {
        while (!raw.hasEnded()) {
          assertThat(System.nanoTime()).as("the request goes on").isLessThan(end);
          raw.send(drip);
          Thread.sleep(PAUSE);
        }
      } catch (SocketException e) {
        // It is closed.
      }
      return raw.seen();
    }
  }

  private static void assertRefused(String answer) {
    assertThat(answer)
        .doesNotContain("\"complete\":true")
        .containsAnyOf("HTTP/1.1 408 ", "upload-stalled", "read-failed");
  }
}
