package dev.rowgate.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// An upload that comes by the sidecar is allowed as a whole, since nginx reads no leave to send on
/// while its client takes nothing.
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

  /// A thread that has written the end of an answer may be slower than nginx, which has sent the
  /// next request by the same connection.
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

  /// Reading of the connection stops while what came of the upload isn't used, which another upload
  /// by it would suffer from.
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
