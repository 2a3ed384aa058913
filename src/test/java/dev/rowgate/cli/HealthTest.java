package dev.rowgate.cli;

import static dev.rowgate.cli.Ran.rowgate;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.cli.flags.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthTest {

  /// A server that answers each request with the same status and records the request lines.
  private static final class Answering implements AutoCloseable {
    final List<String> asked = new CopyOnWriteArrayList<>();
    private final ServerSocket socket;

    Answering(int status) throws IOException {
      socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      Thread.ofVirtual().start(() -> answer(status));
    }

    String url(String path) {
      return "http://127.0.0.1:" + socket.getLocalPort() + path;
    }

    private void answer(int status) {
      try (Socket client = socket.accept();
          var in = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII))) {
        asked.add(in.readLine());
        while (!in.readLine().isEmpty()) {}
        String head = "HTTP/1.1 " + status + " X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        client.getOutputStream().write(head.getBytes(US_ASCII));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @Test
  void is_0_and_silent_if_the_answer_is_200() throws Exception {
    try (var server = new Answering(200)) {
      assertThat(rowgate("health", server.url("/livez")))
          .isEqualTo(new Ran(ExitCode.ALL_GOOD, "", ""));
      assertThat(server.asked).containsExactly("GET /livez HTTP/1.1");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 302, 404, 503})
  void any_other_answer_is_none(int status) throws Exception {
    try (var server = new Answering(status)) {
      Ran ran = rowgate("health", server.url("/readyz"));

      assertThat(ran.exit()).isEqualTo(ExitCode.IO_FAILED);
      assertThat(ran.err()).contains(server.url("/readyz") + ": answers " + status);
    }
  }

  @Test
  void nobody_there_is_said() throws Exception {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    Ran ran = rowgate("health", "http://127.0.0.1:" + port + "/readyz");

    assertThat(ran.exit()).isEqualTo(ExitCode.IO_FAILED);
    assertThat(ran.err()).contains("connection refused");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:8080", "https://localhost/", "http:///readyz", "a b", ""})
  void what_is_no_url_is_misuse(String url) {
    Ran ran = rowgate("health", url);

    assertThat(ran.exit()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(ran.err()).contains("'" + url + "' is no URL");
  }

  @Test
  void several_are_misuse() {
    assertThat(rowgate("health", "http://a/", "http://b/").exit()).isEqualTo(ExitCode.WRONG_USAGE);
  }
}
