package dev.rowgate.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.http.machine.Budget;
import dev.rowgate.http.machine.Patience;
import dev.rowgate.http.machine.Permits;
import dev.rowgate.options.Limit;
import dev.rowgate.options.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests that an upload that waits for memory can be ended.
@Timeout(240)
@Execution(ExecutionMode.CONCURRENT)
class WaitingForMemoryTest {

  /// Only its last bytes need memory, so no bytes are unread when the client ends.
  private static final String LONG_RECORD = "a\n\"" + "x".repeat((96 << 10) + 100);

  private static final Limits PATIENT =
      Limits.STANDARD.with(Limit.IDLE_TIME, 600_000).with(Limit.MIN_UPLOAD_RATE, 0);

  @Test
  void the_total_time_ends_it() throws Exception {
    try (var served = withoutMemory(PATIENT.with(Limit.TOTAL_TIME, 1_000));
        var raw = upload(served, "/v1/transform")) {
      assertThat(raw.readToEnd())
          .contains("\"code\":\"time-up\"")
          .doesNotContain("\"complete\":true");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/transform", "/v1/transform?respond=after-upload", "/v1/validate"})
  void a_stop_ends_it_when_the_drain_is_over(String path) throws Exception {
    try (var served = withoutMemory(PATIENT.with(Limit.DRAIN_TIME, 300));
        var raw = upload(served, path)) {
      awaitConversions(served, 1);
      Thread.sleep(300);
      CompletableFuture<Void> stop = CompletableFuture.runAsync(served.server()::stop);
      assertThat(raw.readToEnd())
          .contains("\"code\":\"unavailable\"")
          .doesNotContain("\"complete\":true");
      stop.join();
    }
  }

  @Test
  void the_client_s_going_ends_it() throws Exception {
    try (var served = withoutMemory(PATIENT)) {
      for (int i = 0; i < 5; i++) {
        try (var raw = upload(served, "/v1/transform")) {
          awaitConversions(served, 1);
          Thread.sleep(300);
          if (i % 2 == 0) {
            raw.resetAtClose();
          }
        }
        awaitConversions(served, 0);
      }
    }
  }

  /// The client is still there, and gets an answer with the fault.
  @ParameterizedTest
  @ValueSource(strings = {"/v1/transform", "/v1/transform?respond=after-upload", "/v1/validate"})
  void a_malformed_chunk_ends_it_with_that_fault(String path) throws Exception {
    try (var served = withoutMemory(PATIENT);
        var raw = upload(served, path)) {
      awaitConversions(served, 1);
      raw.send("not a length\r\n");
      assertThat(raw.readToEnd())
          .contains("the upload isn't framed as chunks", "\"complete\":false");
      awaitConversions(served, 0);
      assertThat(served.get("/metrics").body())
          .contains("rowgate_http_request_outcomes_total{outcome=\"client-gone\"} 0.0");
    }
  }

  /// Over HTTP/2, an upload that is shorter than its length; it waits on, and then has its fault.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void an_upload_that_ends_too_early_has_that_fault(boolean byTrailers) throws Exception {
    try (var served = Served.start(null, PATIENT, PATIENT.idleTime());
        var client = new Frames(served.server().port())) {
      var budget = served.server().budget();
      var account = budget.open();
      account.hold(budget.limit(), budget.limit());
      String length = String.valueOf(LONG_RECORD.length() + 5);
      client.request(
          1, 0, "POST", "/v1/transform", "content-type", "text/csv", "content-length", length);
      for (int i = 0; i < LONG_RECORD.length(); i += 10 << 10) {
        int end = Math.min(LONG_RECORD.length(), i + (10 << 10));
        boolean isLast = end == LONG_RECORD.length() && !byTrailers;
        client.data(1, isLast ? Frames.END_STREAM : 0, LONG_RECORD.substring(i, end));
      }
      if (byTrailers) {
        client.trailers(1, "x-check", "y");
      }
      awaitConversions(served, 1);
      // Longer than a wait that doesn't read ahead.
      Thread.sleep(3_000);
      account.close();
      assertThat(client.awaitEnd(1).text())
          .contains("\"read-failed\"", "its Content-Length says", "\"complete\":false");
    }
  }

  /// The conversion of a referenced file waits, too.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_client_that_goes_while_a_reference_waits_is_counted_as_that(boolean reset)
      throws Exception {
    try (var served = withoutMemory(PATIENT)) {
      try (var raw = served.connect()) {
        raw.send(
            "POST /v1/transform HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
                + "Content-Type: multipart/form-data; boundary=B\r\n\r\n");
        raw.sendChunk(
            "--B\r\nContent-Disposition: form-data; name=\"schema\"\r\n\r\n"
                + "{\"fields\":[{\"name\":\"a\"}],\"foreignKeys\":[{\"fields\":\"a\","
                + "\"reference\":{\"resource\":\"r\",\"fields\":\"a\"}}]}"
                + "\r\n--B\r\nContent-Disposition: form-data; name=\"reference:r\"\r\n\r\n"
                + LONG_RECORD);
        if (!reset) {
          raw.sendChunk("\"\r\n--B--\r\n").send("0\r\n\r\n");
        }
        served.awaitMetric("rowgate_http_requests_in_flight 2.0");
        Thread.sleep(1_000);
        if (reset) {
          raw.resetAtClose();
        }
      }
      served.awaitMetric("rowgate_http_requests_in_flight 1.0");
      assertThat(served.get("/metrics").body())
          .contains("rowgate_http_request_outcomes_total{outcome=\"client-gone\"} 1.0");
    }
  }

  /// What lies unread in front of the end of the connection doesn't hide it.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void the_client_s_going_ends_it_though_more_lies_unread(boolean reset) throws Exception {
    try (var served = withoutMemory(PATIENT)) {
      for (int i = 0; i < 3; i++) {
        try (var raw = upload(served, "/v1/transform")) {
          awaitConversions(served, 1);
          for (int j = 0; j < 4; j++) {
            raw.sendChunk("x".repeat(64 << 10));
          }
          Thread.sleep(300);
          if (reset) {
            raw.resetAtClose();
          }
        }
        awaitConversions(served, 0);
      }
    }
  }

  /// A client that has sent all, and ended its side, may still wait for the answer.
  @Test
  void a_client_that_has_ended_its_side_gets_its_answer() throws Exception {
    try (var served = Served.start(null, PATIENT, PATIENT.idleTime())) {
      var budget = served.server().budget();
      var account = budget.open();
      account.hold(budget.limit(), budget.limit());
      try (var raw = upload(served, "/v1/transform?respond=after-upload")) {
        awaitConversions(served, 1);
        raw.sendChunk("y".repeat(64 << 10) + "\"\n").send("0\r\n\r\n");
        raw.stopSending();
        Thread.sleep(1_500);
        account.close();
        assertThat(raw.readToEnd()).contains("\"complete\":true");
      }
    }
  }

  /// What was read while it waited, for memory or for a place, is converted in its order.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nothing_is_lost_of_an_upload_that_waits_long(boolean forPlace) throws Exception {
    try (var served = Served.start(null, PATIENT, PATIENT.idleTime())) {
      var account = served.server().budget().open();
      var csv = new StringBuilder("a,b\n");
      for (int i = 0; i < 20_000; i++) {
        csv.append(i).append(",\"").append("x".repeat(i % 400)).append("\"\n");
      }
      String all = csv.toString();
      String record = "0,\"" + "y".repeat(120_000) + "\"\n";
      String body = forPlace ? all : "a,b\n" + record + all.substring(4);
      if (!forPlace) {
        account.hold(served.server().budget().limit(), served.server().budget().limit());
      }
      List<CompletableFuture<String>> answers = new ArrayList<>();
      for (int i = 0; i < (forPlace ? 40 : 1); i++) {
        answers.add(
            CompletableFuture.supplyAsync(
                () -> send(served, body), task -> Thread.ofVirtual().start(task)));
      }
      Thread.sleep(4_000);
      account.close();
      for (var answer : answers) {
        assertThat(answer.join())
            .contains("\"recordsRead\":" + (forPlace ? 20_000 : 20_001))
            .contains("\"rowsRejected\":0", "\"complete\":true");
      }
    }
  }

  private static String send(Served served, String body) {
    try {
      return served.transform("?respond=after-upload", body).body();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_reset_of_its_stream_ends_it_though_more_lies_unread() throws Exception {
    try (var served = withoutMemory(PATIENT);
        var client = new Frames(served.server().port())) {
      client.request(1, 0, "POST", "/v1/transform", "content-type", "text/csv");
      String more = LONG_RECORD + "x".repeat(24 << 10);
      for (int i = 0; i < more.length(); i += 10 << 10) {
        client.data(1, 0, more.substring(i, Math.min(more.length(), i + (10 << 10))));
      }
      awaitConversions(served, 1);
      Thread.sleep(300);
      client.reset(1, Frames.CANCEL);
      awaitConversions(served, 0);
    }
  }

  @Test
  void a_reset_of_its_stream_ends_it() throws Exception {
    try (var served = withoutMemory(PATIENT);
        var client = new Frames(served.server().port())) {
      client.request(1, 0, "POST", "/v1/transform", "content-type", "text/csv");
      for (int i = 0; i < LONG_RECORD.length(); i += 10 << 10) {
        int end = Math.min(LONG_RECORD.length(), i + (10 << 10));
        client.data(1, 0, LONG_RECORD.substring(i, end));
      }
      awaitConversions(served, 1);
      Thread.sleep(300);
      client.reset(1, Frames.CANCEL);
      awaitConversions(served, 0);
    }
  }

  @Test
  void permits_are_given_in_order_and_a_wait_that_is_given_up_costs_nobody_one() throws Exception {
    var permits = new Permits(1);
    assertThat(permits.acquire(Patience.ENDLESS)).isTrue();
    var over = new AtomicBoolean();
    var gone = CompletableFuture.supplyAsync(() -> permits.acquire(over::get));
    while (!permits.areWanted()) {
      Thread.sleep(1);
    }
    over.set(true);
    assertThat(gone.join()).isFalse();
    assertThat(permits.areWanted()).isFalse();
    var next = CompletableFuture.supplyAsync(() -> permits.acquire(Patience.ENDLESS));
    while (!permits.areWanted()) {
      Thread.sleep(1);
    }
    permits.release();
    assertThat(next.join()).isTrue();
    assertThat(permits.acquire(() -> true)).isFalse();
    permits.release();
    assertThat(permits.acquire(() -> true)).isTrue();
  }

  private static Served withoutMemory(Limits limits) {
    Served served = Served.start(null, limits, limits.idleTime());
    Budget budget = served.server().budget();
    budget.open().hold(budget.limit(), budget.limit());
    return served;
  }

  private static Served.Raw upload(Served served, String path) throws IOException {
    Served.Raw raw = served.connect();
    raw.send("POST " + path + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
    return raw.sendChunk(LONG_RECORD);
  }

  private static void awaitConversions(Served served, int number) throws Exception {
    String wanted = "rowgate_conversions_in_flight " + number + ".0";
    while (!served.get("/metrics").body().contains(wanted)) {
      Thread.sleep(20);
    }
  }
}
