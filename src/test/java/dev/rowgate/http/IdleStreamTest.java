package dev.rowgate.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.options.Limits;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests that an HTTP/2 stream whose upload stalls ends after the idle time, however busy its
/// connection is.
@Timeout(240)
@Execution(ExecutionMode.CONCURRENT)
class IdleStreamTest {

  private static Served served;

  @BeforeAll
  static void start() {
    served = Served.start(null, Limits.STANDARD, Duration.ofSeconds(2));
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/transform",
        "/v1/transform?respond=after-upload",
        "/v1/validate",
        "/v1/infer"
      })
  void one_that_stalls_ends_beside_others_that_do_not(String path) throws Exception {
    try (var client = new Frames(served.server().port())) {
      client.request(1, 0, "POST", path, "content-type", "text/csv").data(1, 0, "a\n1\n");
      int other = 3;
      while (!client.isOver(1)) {
        client.request(other, Frames.END_STREAM, "GET", "/livez");
        assertThat(client.awaitEnd(other).status).isEqualTo(200);
        other += 2;
        Thread.sleep(50);
      }
      Frames.Stream stalled = client.awaitEnd(1);
      assertThat(stalled.text()).doesNotContain("\"complete\":true");
      assertThat(stalled.reset || stalled.status == 408).isTrue();
      client.request(other, Frames.END_STREAM, "GET", "/livez");
      assertThat(client.awaitEnd(other).status).isEqualTo(200);
    }
    assertThat(served.get("/metrics").body())
        .contains("rowgate_http_request_outcomes_total{outcome=\"defect\"} 0.0");
  }
}
