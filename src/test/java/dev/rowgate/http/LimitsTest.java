package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.options.Limit;
import dev.rowgate.options.Limits;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests limits on clients, at the limit and above.
@Timeout(240)
@Execution(ExecutionMode.CONCURRENT)
class LimitsTest {

  private static final String POST = "POST /v1/transform HTTP/1.1\r\nHost: x\r\n";

  private static Served with(Limit limit, long value) {
    return with(Limits.STANDARD.with(limit, value));
  }

  private static Served with(Limits limits) {
    return Served.start(null, limits, limits.idleTime());
  }

  @Test
  void one_conversion_too_many_is_told_at_once_to_come_again() throws Exception {
    try (var served = with(Limit.MAX_CONVERSIONS, 2);
        var first = served.connect();
        var second = served.connect()) {
      for (var raw : new Served.Raw[] {first, second}) {
        raw.send(POST + "Transfer-Encoding: chunked\r\n\r\n").sendChunk("a\n1\n");
        raw.readUntil("{\"a\":\"1\"}");
      }

      var third = served.transform("", "a\n1\n");
      assertThat(third.statusCode()).isEqualTo(503);
      assertThat(third.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(third.body()).contains("\"code\":\"too-busy\"");
      assertThat(served.get("/livez").statusCode()).isEqualTo(200);
      assertThat(served.get("/readyz").statusCode()).isEqualTo(200);
      assertThat(served.get("/v1/schemas").statusCode()).isEqualTo(200);

      first.send("0\r\n\r\n").readUntil("\"complete\":true");
      first.readUntil("}}\n");
      var again = served.transform("", "a\n1\n");
      for (int i = 0; i < 100 && again.statusCode() == 503; i++) {
        // The response ends slightly before its thread.
        Thread.sleep(10);
        again = served.transform("", "a\n1\n");
      }
      assertThat(again.statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({"'', ''", "?skipRows=1, ''", "?comment=%23, %23"})
  void a_header_line_without_an_end_is_refused_at_the_record_limit(String query, String start)
      throws Exception {
    try (var served = with(Limit.MAX_RECORD_BYTES, 10_240);
        var raw = served.connect()) {
      raw.send(POST.replace("/v1/transform", "/v1/transform" + query))
          .send("Transfer-Encoding: chunked\r\n\r\n")
          .sendChunk(start.replace("%23", "#") + "x".repeat(20_000));

      // Nothing more is sent: the data suffices to refuse the request.
      raw.readUntil("HTTP/1.1 422");
      raw.readUntil("record-too-large");
    }
  }

  /// A sample is as long as an inference looks for a header.
  @ParameterizedTest
  @CsvSource({
    "zeros,        ''",
    "letters,      record-too-large",
    "quote,        ''",
    "gzip,         bad-compression",
    "zip,          ''",
    "invalid,      record-too-large"
  })
  void an_inference_that_has_failed_reads_no_more(String kind, String code) throws Exception {
    String again =
        switch (kind) {
          case "zeros" -> "\0";
          case "quote" -> "\"a\n";
          case "gzip" -> "\u001f\u008b\b\u00ff";
          case "zip" -> "PK\u0003\u0004";
          case "invalid" -> "\u00ff";
          default -> "x";
        };
    try (var served = with(Limits.STANDARD);
        var raw = served.connect()) {
      raw.send(POST.replace("transform", "infer") + "Transfer-Encoding: chunked\r\n\r\n");
      raw.sendChunk(again);
      for (int i = 0; i < 5; i++) {
        raw.sendChunk((kind.equals("quote") ? "a" : again).repeat(64 << 10));
      }
      // Nothing more is sent, and the upload isn't ended.
      raw.readUntil("HTTP/1.1 4");
      raw.readUntil("\"code\":\"" + code);
    }
  }

  @ParameterizedTest
  @CsvSource({"'', ''", "?sampleRows=1, ''", "?sampleRows=1, '1\n'"})
  void an_inference_reads_an_upload_up_to_its_limit(String query, String again) throws Exception {
    try (var served = with(Limit.MAX_UPLOAD_BYTES, 1 << 20);
        var raw = served.connect()) {
      String post = POST.replace("/v1/transform", "/v1/infer" + query);
      raw.send(post + "Transfer-Encoding: chunked\r\n\r\n").sendChunk("a,b\n1,2\n");
      for (int i = 0; i < 17; i++) {
        raw.sendChunk(
            (again.isEmpty() ? "x" : again).repeat((64 << 10) / Math.max(1, again.length())));
      }
      raw.readUntil("HTTP/1.1 413");
      raw.readUntil("\"code\":\"upload-too-large\"");
    }
  }

  @Test
  void a_refused_conversion_takes_no_place_while_its_client_sends_on() throws Exception {
    try (var served = with(Limit.MAX_CONVERSIONS, 1);
        var refused = served.connect()) {
      String post = POST.replace("/v1/transform", "/v1/transform?nothing=1");
      refused.send(post + "Transfer-Encoding: chunked\r\n\r\n").sendChunk("a\n1\n");
      refused.readUntil("unknown-option");

      assertThat(served.transform("", "a\n1\n").statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({"99, 200", "100, 200", "101, 413"})
  void an_upload_of_a_known_length_is_measured_before_it_is_read(int length, int status)
      throws Exception {
    try (var served = with(Limit.MAX_UPLOAD_BYTES, 100);
        var raw = served.connect()) {
      raw.send(
          POST
              + "Content-Type: text/csv\r\nExpect: 100-continue\r\nContent-Length: "
              + length
              + "\r\n\r\n");
      if (status == 200) {
        raw.readUntil("HTTP/1.1 100 Continue\r\n\r\n");
        raw.send("a\n" + "x".repeat(length - 2));
        assertThat(raw.readUntil("}}\n")).contains("HTTP/1.1 200", "\"complete\":true");
      } else {
        assertThat(raw.readToEnd())
            .startsWith("HTTP/1.1 413")
            .contains("\"code\":\"upload-too-large\"")
            .doesNotContain("100 Continue");
      }
    }
  }

  @Test
  void an_upload_of_an_unknown_length_ends_in_a_fault_past_the_limit() throws Exception {
    try (var served = with(Limit.MAX_UPLOAD_BYTES, 100);
        var raw = served.connect()) {
      raw.send(POST + "Transfer-Encoding: chunked\r\n\r\n").sendChunk("a\n1\n");
      raw.readUntil("{\"a\":\"1\"}");
      raw.sendChunk("x".repeat(100) + "\n");
      assertThat(raw.readToEnd())
          .contains("\"complete\":false", "upload-too-large")
          .doesNotContain("\r\n0\r\n");
    }
  }

  @ParameterizedTest
  @CsvSource({"2000, 200", "5000, 431"})
  void headers_past_the_limit_are_431_as_a_problem(int padding, int status) throws Exception {
    try (var served = with(Limit.MAX_HEADER_BYTES, 4 << 10);
        var raw = served.connect()) {
      raw.send(
          POST
              + "Content-Type: text/csv\r\nConnection: close\r\nContent-Length: 4\r\nX-Padding: "
              + "p".repeat(padding)
              + "\r\n\r\na\n1\n");
      String answer = raw.readToEnd();
      assertThat(answer).startsWith("HTTP/1.1 " + status);
      if (status == 431) {
        assertThat(answer)
            .contains("application/problem+json", "\"code\":\"headers-too-large\"", "4096 bytes");
      }
    }
  }

  @Test
  void an_upload_that_drips_is_408_while_the_status_is_open() throws Exception {
    try (var served = with(hasty());
        var raw = served.connect()) {
      raw.send(POST + "Transfer-Encoding: chunked\r\n\r\n");
      assertThat(drip(raw)).startsWith("HTTP/1.1 408").contains("\"code\":\"upload-too-slow\"");
    }
  }

  @Test
  void an_upload_that_drips_is_a_fault_behind_the_first_row() throws Exception {
    try (var served = with(hasty());
        var raw = served.connect()) {
      raw.send(POST + "Transfer-Encoding: chunked\r\n\r\n").sendChunk("a\n1\n");
      raw.readUntil("{\"a\":\"1\"}");
      assertThat(drip(raw))
          .contains("\"complete\":false", "\"code\":\"upload-too-slow\"")
          .doesNotContain("\r\n0\r\n");
    }
  }

  private static Limits hasty() {
    return Limits.STANDARD.with(Limit.MIN_UPLOAD_RATE, 1 << 20).with(Limit.UPLOAD_RATE_TIME, 1_500);
  }

  /// Sends a byte now and then until the server ends the connection.
  private static String drip(Served.Raw raw) throws Exception {
    var sender =
        Thread.ofVirtual()
            .start(() -> {
              try {
                while (true) {
                  raw.sendChunk("x");
                  Thread.sleep(50);
                }
              } catch (java.io.IOException | InterruptedException e) {
                // The expected end.
              }
            });
    try {
      return raw.readToEnd();
    } finally {
      sender.interrupt();
      sender.join();
    }
  }

  @Test
  void waiting_for_memory_is_not_being_idle() throws Exception {
    Limits tight =
        Limits.STANDARD.with(Limit.MAX_BUFFER_BYTES, 1 << 20).with(Limit.IDLE_TIME, 1_500);
    byte[] csv = ("a\n" + "x".repeat(200_000) + "\n").getBytes(UTF_8);
    try (var served = with(tight);
        var holder = served.connect();
        var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      holder.send(POST + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n");
      holder.sendChunk("a\n1\n").readUntil("{\"a\":\"1\"}");
      holder.sendChunk("y".repeat(200_000));
      for (int i = 0; i < 100 && served.server().budget().held() == 0; i++) {
        Thread.sleep(20);
      }
      var waiting = pool.submit(() -> served.transform("", "text/csv", csv));
      for (int i = 0; i < 20; i++) {
        Thread.sleep(100);
        holder.sendChunk("y");
        assertThat(waiting.isDone()).isFalse();
      }
      assertThat(holder.send("0\r\n\r\n").readToEnd()).contains("\"complete\":true");
      assertThat(waiting.get().body()).contains("\"complete\":true,\"recordsRead\":1,");
    }
  }

  @Test
  void a_long_record_passes_through_a_budget_that_is_smaller() throws Exception {
    Limits tight = Limits.STANDARD.with(Limit.MAX_BUFFER_BYTES, 1 << 20);
    byte[] csv = ("a\n\"" + "x\"\"\1".repeat(200_000) + "\"\nb\n").getBytes(UTF_8);
    try (var served = with(tight)) {
      for (int i = 0; i < 3; i++) {
        var response = served.transform("", "text/csv", csv);
        assertThat(response.body()).contains("\"complete\":true,\"recordsRead\":2");
      }
    }
  }
}
