package dev.rowgate.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Tests that an upload through the sidecar gets a flow-control window for its whole length,
/// because nginx doesn't read window updates while its client reads nothing.
@Timeout(60)
class SidecarWindowTest {

  private static final long WHOLE = 1L << 30;
  private static final int FIRST = 1;
  private static final int SECOND = 3;

  private static Served served;

  @BeforeAll
  static void start() {
    served = Served.plain();
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  /// A thread that has written the end of a response may be slower than nginx, which has sent the
  /// next request on the same connection.
  @Test
  void the_stream_of_the_request_before_may_be_there_still() throws Exception {
    try (var nginx = new Frames(served.server().port())) {
      nginx.initialWindow(0);
      begin(nginx, FIRST).data(FIRST, Frames.END_STREAM, "a\n1\n");
      nginx.awaitHead(FIRST);
      begin(nginx, SECOND).data(SECOND, 0, "a\n");

      nginx.awaitWindow(SECOND, WHOLE);
    }
  }

  /// Reading from a connection pauses while received data isn't consumed, which would delay another
  /// upload on it.
  @Test
  void an_upload_beside_another_keeps_to_its_window() throws Exception {
    try (var client = new Frames(served.server().port())) {
      begin(client, FIRST).data(FIRST, 0, "a\n1\n");
      client.awaitText(FIRST, "1");
      begin(client, SECOND).data(SECOND, Frames.END_STREAM, "a\n2\n");

      Frames.Stream answer = client.awaitEnd(SECOND);

      assertThat(answer.text()).contains("\"complete\":true");
      assertThat(answer.window).isLessThan(WHOLE);
    }
  }

  private static Frames begin(Frames frames, int stream) throws Exception {
    return frames.request(
        stream, 0, "POST", "/v1/transform", "content-type", "text/csv", "rowgate-sidecar", "nginx");
  }
}
