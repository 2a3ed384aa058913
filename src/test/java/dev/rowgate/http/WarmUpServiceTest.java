package dev.rowgate.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.http.machine.Spooling;
import dev.rowgate.options.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Tests that the warm-up's own instance of the service answers its requests, and nobody else's.
@Timeout(240)
class WarmUpServiceTest {

  @TempDir Path directory;

  @Test
  void it_answers_each_request_of_the_warm_up_with_rows() throws Exception {
    var answers = new HashSet<String>();
    try (var service = started(_ -> true)) {
      for (WarmUpRequests.Message message : WarmUpRequests.all()) {
        byte[] request = new byte[message.whole().limit()];
        message.whole().duplicate().get(request);
        String answer = answer(service, request);
        assertThat(answer).startsWith("HTTP/1.1 200").contains("\r\nContent-Length: ");
        if (!answer.contains("Content-Encoding")) {
          assertThat(answer).contains("\"complete\":true");
          answers.add(answer.substring(answer.indexOf("\r\n\r\n")));
        }
      }
    }
    assertThat(answers).hasSizeGreaterThan(40);
  }

  @Test
  void a_request_is_the_same_after_each_start() {
    assertThat(WarmUpRequests.all()).isEqualTo(WarmUpRequests.all());
  }

  @Test
  void a_stranger_is_refused() throws Exception {
    try (var service = started(_ -> false)) {
      byte[] request = "GET /v1/schemas HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes();
      assertThat(answer(service, request)).startsWith("HTTP/1.1 403").doesNotContain("sbts");
    }
  }

  @Test
  void nothing_is_left_of_it() throws Exception {
    int port;
    try (var service = started(_ -> true)) {
      port = service.address().getPort();
      assertThat(files()).isNotEmpty();
    }
    assertThat(files()).isEmpty();
    assertThat(isOpen(port)).isFalse();
  }

  private WarmUpService started(Predicate<SocketAddress> clients) throws Exception {
    return WarmUpService.start(Spooling.within(directory, Limits.STANDARD), clients, () -> {});
  }

  private Set<Path> files() throws Exception {
    try (Stream<Path> all = Files.list(directory)) {
      return Set.copyOf(all.toList());
    }
  }

  private static boolean isOpen(int port) {
    try (var socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static String answer(WarmUpService service, byte[] request) throws Exception {
    try (var socket = new Socket(service.address().getAddress(), service.address().getPort())) {
      socket.getOutputStream().write(request);
      var all = new StringBuilder();
      InputStream in = socket.getInputStream();
      byte[] some = new byte[8192];
      while (!isWhole(all.toString())) {
        int length = in.read(some);
        assertThat(length).as("the connection is closed behind: %s", all).isPositive();
        all.append(new String(some, 0, length, StandardCharsets.UTF_8));
      }
      return all.toString();
    }
  }

  private static boolean isWhole(String answer) {
    int blank = answer.indexOf("\r\n\r\n");
    if (blank < 0) {
      return false;
    }
    int at = answer.indexOf("Content-Length: ");
    if (at < 0) {
      return true;
    }
    int length = Integer.parseInt(answer.substring(at + 16, answer.indexOf('\r', at)));
    return answer.substring(blank + 4).getBytes(StandardCharsets.UTF_8).length >= length;
  }
}
