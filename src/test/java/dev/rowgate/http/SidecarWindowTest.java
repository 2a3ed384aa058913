package dev.rowgate.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rowgate.http.settings.Settings;
import dev.rowgate.options.Limits;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Tests that an upload through the sidecar gets a flow-control window for its whole length,
/// because nginx doesn't read window updates while its client reads nothing.
@Timeout(240)
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

  /// Another machine that says so is none: here it is this one, by its address in the network.
  @Test
  void another_machine_that_says_so_keeps_to_its_window() throws Exception {
    InetAddress own = ownAddress();
    assumeTrue(own != null, "this machine has no address but loopback");
    var settings = new Settings("0.0.0.0", 0, null, Limits.STANDARD);
    try (var open = Served.start(settings, Limits.STANDARD.idleTime())) {
      for (boolean isLoopback : List.of(true, false)) {
        InetAddress to = isLoopback ? InetAddress.getByName("127.0.0.1") : own;
        try (var client = new Frames(to, open.server().port())) {
          begin(client, FIRST).data(FIRST, Frames.END_STREAM, "a\n1\n");
          Frames.Stream answer = client.awaitEnd(FIRST);
          assertThat(answer.text()).contains("\"complete\":true");
          assertThat(answer.window >= WHOLE).as(to.toString()).isEqualTo(isLoopback);
        }
      }
    }
  }

  private static @Nullable InetAddress ownAddress() throws SocketException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(each -> each instanceof Inet4Address && !each.isLoopbackAddress())
        .findFirst()
        .orElse(null);
  }

  private static Frames begin(Frames frames, int stream) throws Exception {
    return frames.request(
        stream, 0, "POST", "/v1/transform", "content-type", "text/csv", "rowgate-sidecar", "nginx");
  }
}
