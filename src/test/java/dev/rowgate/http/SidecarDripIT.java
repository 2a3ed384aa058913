package dev.rowgate.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests clients of the sidecar that send bytes or frames without content: see [DripTest].
@Timeout(240)
@Execution(ExecutionMode.CONCURRENT)
class SidecarDripIT {

  private static final Duration PAUSE = Duration.ofMillis(100);

  @TempDir static Path dir;

  private static AppProcess app;
  private static NginxProcess nginx;
  private static int http1;
  private static int http2;

  @BeforeAll
  static void start() throws Exception {
    NginxProcess.assumePresent();
    app = AppProcess.start(dir.resolve("app.log"), "--idle-time", "1s");
    http1 = NginxProcess.freePort();
    http2 = NginxProcess.freePort();
    Path prefix = Files.createDirectory(dir.resolve("nginx"));
    nginx =
        NginxProcess.start(prefix, NginxProcess.shipped(prefix, app.port(), http1, http2), http1);
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
  @ValueSource(strings = {"8;", "8\r\na,b\n1,2\n\r\n8;", "8\r\na,b\n1,2\n\r\n0\r\nx: "})
  void extensions_of_chunks_and_trailers_are_no_content(String begin) throws Exception {
    try (var raw = Served.Raw.to(http1)) {
      raw.send("POST /v1/transform HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\n");
      raw.send("Transfer-Encoding: chunked\r\n\r\n" + begin);
      long end = System.nanoTime() + Served.PATIENCE.toNanos();
      try {
        while (!raw.hasEnded() && !raw.seen().contains("\"code\":")) {
          assertThat(System.nanoTime()).as("the request goes on").isLessThan(end);
          raw.send("x");
          Thread.sleep(PAUSE);
        }
      } catch (SocketException e) {
        // It is closed.
      }
      assertThat(raw.seen())
          .doesNotContain("\"complete\":true")
          .containsAnyOf("\"code\":\"read-failed\"", "\"code\":\"upload-stalled\"");
    }
  }

  @Test
  void empty_frames_are_no_content() throws Exception {
    try (var client = new Frames(http2)) {
      client.request(1, 0, "POST", "/v1/transform", "content-type", "text/csv");
      client.data(1, 0, "a,b\n1,2\n");
      Frames.Stream stream =
          client.awaitEndDripping(1, PAUSE, () -> client.frame(0, 0, 1, new byte[0]));
      assertThat(stream.ended || stream.reset).isTrue();
      assertThat(stream.text()).doesNotContain("\"complete\":true");
    }
  }
}
