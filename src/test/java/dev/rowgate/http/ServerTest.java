package dev.rowgate.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.http.settings.Settings;
import dev.rowgate.options.Limit;
import dev.rowgate.options.Limits;
import dev.rowgate.problem.IoReason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests of start, stop, and responses before any route.
@Timeout(240)
class ServerTest {

  @Test
  void a_port_that_is_taken_is_told() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var settings = new Settings(null, taken.getLocalPort(), null, Limits.STANDARD);
      Start start = Server.start(settings, () -> {});
      assertThat(start).isInstanceOf(Start.Failed.class);
      assertThat(((Start.Failed) start).reason())
          .isEqualTo("127.0.0.1:" + taken.getLocalPort() + ": Address already in use");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"no.such.host.invalid", "192.0.2.1"})
  void a_host_that_is_not_this_one_is_told(String host) {
    Start start = Server.start(new Settings(host, 0, null, Limits.STANDARD), () -> {});
    assertThat(start).isInstanceOf(Start.Failed.class);
    assertThat(((Start.Failed) start).reason())
        .startsWith(host + ":0: ")
        .doesNotContain("Exception");
  }

  /// Whatever failed, the reason never is the name of a Java class.
  @Test
  void why_a_file_cannot_be_read_is_told_in_words() {
    for (var failure :
        List.of(
            new IOException(),
            new ClosedChannelException(),
            new FileSystemLoopException("x"),
            new FileSystemException("x"),
            new MalformedInputException(1))) {
      assertThat(IoReason.of(failure)).isNotBlank().doesNotContain("Exception", "java");
    }
  }

  @Test
  void only_loopback_is_bound_unless_a_host_is_named() throws Exception {
    try (var served = Served.plain()) {
      for (var network :
          java.util.Collections.list(java.net.NetworkInterface.getNetworkInterfaces())) {
        for (var address : java.util.Collections.list(network.getInetAddresses())) {
          if (!address.isLoopbackAddress()) {
            Assertions.assertThatThrownBy(() -> new Socket(address, served.server().port()).close())
                .isInstanceOf(java.io.IOException.class);
          }
        }
      }
      new Socket("127.0.0.1", served.server().port()).close();
    }
  }

  @Test
  void a_stop_waits_for_what_runs() throws Exception {
    try (var served = Served.plain();
        var raw = served.connect()) {
      raw.send("POST /v1/transform HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
      raw.sendChunk("a\n1\n");
      raw.readUntil("{\"a\":\"1\"}\n");
      var stopped = new CountDownLatch(1);
      int port = served.server().port();
      Thread.ofVirtual()
          .start(() -> {
            served.server().stop();
            stopped.countDown();
          });
      awaitRefused(port);
      assertThat(stopped.getCount()).isEqualTo(1);
      raw.sendChunk("2\n").send("0\r\n\r\n");
      assertThat(raw.readUntil("\r\n0\r\n\r\n")).contains("\"complete\":true,\"recordsRead\":2");
      assertThat(stopped.await(120, TimeUnit.SECONDS)).isTrue();
      served.server().awaitStop();
    }
  }

  @Test
  void what_a_stop_does_not_wait_for_is_told_so_and_has_no_end() throws Exception {
    Limits hasty = Limits.STANDARD.with(Limit.DRAIN_TIME, 300);
    try (var served = Served.start(null, hasty, hasty.idleTime());
        var raw = served.connect()) {
      raw.send("POST /v1/transform HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
      raw.sendChunk("a\n1\n");
      raw.readUntil("{\"a\":\"1\"}\n");
      served.server().stop();
      assertThat(raw.readToEnd())
          .contains("{\"_summary\":{\"complete\":false,\"recordsRead\":1,")
          .contains("\"fault\":{\"code\":\"unavailable\",")
          .doesNotContain("\r\n0\r\n");
    }
  }

  @Test
  void what_a_stop_does_not_wait_for_is_503_with_its_summary_while_the_status_is_open()
      throws Exception {
    Limits hasty = Limits.STANDARD.with(Limit.DRAIN_TIME, 300);
    try (var served = Served.start(null, hasty, hasty.idleTime());
        var held = served.connect();
        var empty = served.connect()) {
      held.send("POST /v1/transform?respond=after-upload HTTP/1.1\r\nHost: x\r\n");
      held.send("Transfer-Encoding: chunked\r\n\r\n").sendChunk("a\n1\n");
      empty.send("POST /v1/transform HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n");
      awaitRunning(served, 2);
      served.server().stop();
      assertThat(held.readToEnd())
          .startsWith("HTTP/1.1 503")
          .contains("Retry-After: 1", "\"code\":\"unavailable\"")
          .contains("\"summary\":{\"complete\":false,\"recordsRead\":1,");
      assertThat(empty.readToEnd()).startsWith("HTTP/1.1 503").doesNotContain("summary");
    }
  }

  @Test
  void while_it_stops_it_is_alive_but_not_ready_and_parts_with_connections_that_there_are()
      throws Exception {
    try (var served = Served.plain();
        var running = served.connect();
        var live = served.connect();
        var ready = served.connect();
        var late = served.connect()) {
      running.send("POST /v1/transform HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
      running.sendChunk("a\n1\n");
      running.readUntil("{\"a\":\"1\"}\n");
      // A started request keeps its connection from being closed as idle.
      live.send("GET /livez HTTP/1.1\r\nHo");
      ready.send("GET /readyz HTTP/1.1\r\nHo");
      late.send("POST /v1/transform HTTP/1.1\r\nHo");
      served.get("/livez");
      int port = served.server().port();
      Thread.ofVirtual().start(served.server()::stop);
      awaitRefused(port);
      live.send("st: x\r\n\r\n");
      assertThat(live.readUntil("ok\n")).startsWith("HTTP/1.1 200");
      ready.send("st: x\r\n\r\n");
      assertThat(ready.readUntil("stopping\n")).startsWith("HTTP/1.1 503");
      late.send("st: x\r\nContent-Length: 4\r\n\r\na\n1\n");
      assertThat(late.readToEnd())
          .startsWith("HTTP/1.1 200")
          .containsIgnoringCase("Connection: close")
          .contains("\"complete\":true")
          .endsWith("}}\n");
      running.send("0\r\n\r\n").readUntil("\r\n0\r\n\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GARBAGE\r\n\r\n",
        "GET /livez HTTP/1.1\r\n\r\n",
        "GET /livez HTTP/9.9\r\nHost: x\r\n\r\n",
        "GET /livez HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "GET /v1/schemas/a%2Fb HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /v1/schemas/..;/livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /v1//schemas HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /../livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /livez HTTP/1.1\r\nHost: x\r\nExpect: miracles\r\nConnection: close\r\n\r\n",
      })
  void what_is_no_sound_request_gets_a_problem_document(String request) throws Exception {
    try (var served = Served.plain();
        var raw = served.connect()) {
      assertThat(raw.send(request).readToEnd())
          .containsPattern("^HTTP/1.1 (4..|505) ")
          .contains("Content-Type: application/problem+json")
          .contains("X-Request-Id: ")
          .contains("\"code\":\"bad-request\"")
          .doesNotContain("jetty")
          .doesNotContain("<");
    }
  }

  @Test
  void headers_are_taken_up_to_16_kib() throws Exception {
    try (var served = Served.plain();
        var below = served.connect();
        var above = served.connect()) {
      String request = "GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX: %s\r\n\r\n";
      int room = (16 << 10) - request.length() + 2;
      assertThat(below.send(request.formatted("a".repeat(room - 1))).readToEnd())
          .startsWith("HTTP/1.1 200");
      assertThat(above.send(request.formatted("a".repeat(room + 200))).readToEnd())
          .startsWith("HTTP/1.1 431")
          .contains("Content-Type: application/problem+json")
          .contains("\"status\":431");
    }
  }

  private static void awaitRunning(Served served, int conversions) throws Exception {
    String told = "rowgate_conversions_in_flight " + conversions + ".0\n";
    for (int i = 0; i < 1_000 && !served.get("/metrics").body().contains(told); i++) {
      Thread.sleep(10);
    }
    // Time to process the received data and to wait for more.
    Thread.sleep(300);
  }

  private static void awaitRefused(int port) throws Exception {
    for (int i = 0; i < 1_000; i++) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        Thread.sleep(10);
      } catch (ConnectException e) {
        return;
      }
    }
    throw new AssertionError("it still takes connections");
  }
}
