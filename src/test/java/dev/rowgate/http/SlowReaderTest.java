package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.options.Limits;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Tests that a client that reads slowly, but all the time, isn't taken for an idle one.
@Timeout(240)
class SlowReaderTest {

  private static final Duration IDLE = Duration.ofSeconds(2);
  private static final int PIECE = 52 << 10;
  private static final long PAUSE = 100;

  /// More than the send buffer that Linux chooses by itself.
  private static final int ROWS = 250_000;

  @Test
  void the_answer_arrives_whole() throws Exception {
    byte[] csv = ("name,age\n" + "somebody,41\n".repeat(ROWS)).getBytes(UTF_8);
    try (Served served = Served.start(null, Limits.STANDARD, IDLE);
        var socket = new Socket()) {
      // What isn't read waits in the send buffer of the service.
      socket.setReceiveBufferSize(64 << 10);
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), served.server().port()));
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST /v1/transform?respond=after-upload HTTP/1.1\r\nHost: localhost\r\n"
                  + "Content-Type: text/csv\r\nConnection: close\r\nContent-Length: "
                  + csv.length
                  + "\r\n\r\n")
              .getBytes(ISO_8859_1));
      out.write(csv);
      out.flush();
      String answer = readSlowly(socket.getInputStream());
      assertThat(answer.substring(answer.length() - 400))
          .contains("\"complete\":true,\"recordsRead\":" + ROWS + ",");
    }
  }

  private static String readSlowly(InputStream in) throws Exception {
    var all = new ByteArrayOutputStream();
    byte[] piece = new byte[PIECE];
    int length = in.read(piece);
    while (length >= 0) {
      all.write(piece, 0, length);
      Thread.sleep(PAUSE);
      length = in.read(piece);
    }
    return all.toString(UTF_8);
  }
}
