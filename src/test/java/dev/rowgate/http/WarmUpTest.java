package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.http.log.JsonLog;
import dev.rowgate.http.machine.Spooling;
import dev.rowgate.http.settings.Access;
import dev.rowgate.http.settings.Settings;
import dev.rowgate.http.watched.ApiKeyFileTest;
import dev.rowgate.options.Limit;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Respond;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Tests that the service warms up, and that clients can't observe it.
@Timeout(240)
class WarmUpTest {

  private static final Duration LONG = Duration.ofMinutes(10);

  @TempDir Path directory;

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  @Test
  void it_is_in_neither_metrics_nor_log() throws Exception {
    try (var served = served(LONG, false, null)) {
      WarmUp warmUp = served.server().warmUp();
      await(() -> warmUp.sent() > 100);
      assertThat(served.transform("", "a\n1\n").statusCode()).isEqualTo(200);
      await(() -> log.toString(UTF_8).contains("/v1/transform"));
      assertThat(served.get("/metrics").body())
          .contains(
              "rowgate_http_requests_total{method=\"POST\",route=\"/v1/transform\",status=\"200\"}"
                  + " 1.0",
              "rowgate_rows_total{outcome=\"written\"} 1.0",
              "rowgate_rows_total{outcome=\"rejected\"} 0.0",
              "rowgate_http_requests_in_flight 1.0",
              "rowgate_conversions_in_flight 0.0")
          .doesNotContain("/v1/validate");
      assertThat(log.toString(UTF_8).lines().filter(line -> line.contains("/v1/"))).hasSize(1);
    }
  }

  /// Keys and the concurrency limit, which a client has exhausted, apply to clients only.
  @Test
  void it_needs_neither_key_nor_place() throws Exception {
    Path keys = directory.resolve("keys");
    Files.writeString(keys, ApiKeyFileTest.line("ada", "one"));
    try (var served = served(LONG, false, keys)) {
      WarmUp warmUp = served.server().warmUp();
      await(() -> warmUp.sent() > 100);
      assertThat(warmUp.isOver()).isFalse();
      assertThat(served.transform("", "a\n1\n").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void it_waits_while_a_request_runs() throws Exception {
    try (var served = served(LONG, false, null)) {
      WarmUp warmUp = served.server().warmUp();
      await(() -> warmUp.sent() > 100);
      String head =
          "POST /v1/transform HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\n"
              + "Transfer-Encoding: chunked";
      int before;
      try (var client = new Duplex(served.server().port(), head)) {
        OutputStream body = client.chunks();
        body.write("a\n1\n".getBytes(UTF_8));
        body.flush();
        assertThat(client.head()).startsWith("HTTP/1.1 200");
        // Waits for requests in progress.
        Thread.sleep(300);
        before = warmUp.sent();
        Thread.sleep(300);
        assertThat(warmUp.sent()).isEqualTo(before);
        body.close();
        client.body(OutputStream.nullOutputStream());
      }
      await(() -> warmUp.sent() > before + 100);
    }
  }

  @Test
  void a_stop_ends_it() throws Exception {
    WarmUp warmUp;
    try (var served = served(LONG, false, null)) {
      warmUp = served.server().warmUp();
      await(() -> warmUp.sent() > 100);
    }
    assertThat(warmUp.isOver()).isTrue();
    int sent = warmUp.sent();
    Thread.sleep(100);
    assertThat(warmUp.sent()).isEqualTo(sent);
  }

  @Test
  void the_service_is_ready_meanwhile_unless_it_is_to_wait() throws Exception {
    try (var served = served(LONG, false, null)) {
      assertThat(served.get("/readyz").statusCode()).isEqualTo(200);
      assertThat(served.server().warmUp().isOver()).isFalse();
    }
    try (var served = served(LONG, true, null)) {
      var answer = served.get("/readyz");
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).isEqualTo("warming up\n");
      assertThat(served.get("/livez").statusCode()).isEqualTo(200);
      assertThat(served.transform("", "a\n1\n").statusCode()).isEqualTo(200);
      served.server().warmUp().end();
      assertThat(served.get("/readyz").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void it_is_over_in_its_time_and_can_be_switched_off() throws Exception {
    try (var served = served(Duration.ofMillis(800), true, null)) {
      WarmUp warmUp = served.server().warmUp();
      await(warmUp::isOver);
      assertThat(served.get("/readyz").statusCode()).isEqualTo(200);
    }
    try (var served = served(Duration.ZERO, true, null)) {
      assertThat(served.server().warmUp().isOver()).isTrue();
      assertThat(served.get("/readyz").statusCode()).isEqualTo(200);
      assertThat(served.server().warmUp().sent()).isZero();
    }
  }

  private Served served(Duration most, boolean readyWhenWarm, Path keys) {
    Limits limits = Limits.STANDARD.with(Limit.MAX_CONVERSIONS, 1);
    return Served.start(
        new Settings(
            null,
            0,
            null,
            limits,
            Respond.AUTO,
            Spooling.within(directory, limits),
            keys,
            null,
            new Access(List.of(), List.of(), List.of()),
            new Settings.WarmingUp(most, readyWhenWarm),
            JsonLog.to(new PrintStream(log, true, UTF_8))),
        limits.idleTime());
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + Served.PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - end).as("time is up").isNegative();
      Thread.sleep(10);
    }
  }
}
