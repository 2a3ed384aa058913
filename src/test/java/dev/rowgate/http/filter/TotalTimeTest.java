package dev.rowgate.http.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.http.Duplex;
import dev.rowgate.http.Served;
import dev.rowgate.options.Limit;
import dev.rowgate.options.Limits;
import java.io.EOFException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Tests of `--total-time` beyond [LimitEdgesTest].
@Timeout(240)
@Execution(ExecutionMode.CONCURRENT)
class TotalTimeTest {

  /// Nothing else ends the request during the test.
  private static final Limits SHORT =
      Limits.STANDARD.with(Limit.TOTAL_TIME, 300).with(Limit.IDLE_TIME, 600_000);

  @Test
  void before_the_first_row_it_is_a_refusal() throws Exception {
    try (var served = Served.start(null, SHORT, SHORT.idleTime());
        var raw = served.connect()) {
      raw.send("POST /v1/transform HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");

      assertThat(raw.readToEnd()).startsWith("HTTP/1.1 408 ").contains("\"code\":\"time-up\"");
    }
  }

  /// The client reads nothing, so the fault can't reach it; the connection ends nevertheless.
  @Test
  void who_takes_nothing_of_the_answer_is_broken_off() throws Exception {
    try (var served = Served.start(null, SHORT, SHORT.idleTime())) {
      String head = "POST /v1/transform?respond=straight HTTP/1.1\r\nHost: x\r\n";
      try (var raw = new Duplex(served.server().port(), head + "Transfer-Encoding: chunked")) {
        sendUntilItBreaks(raw);
      }
    }
  }

  private static void sendUntilItBreaks(Duplex raw) throws IOException {
    byte[] rows = ("a\n" + "x\n".repeat(50_000)).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    boolean broken = false;
    var body = raw.chunks();
    while (!broken) {
      try {
        body.write(rows);
        body.flush();
      } catch (IOException e) {
        broken = !(e instanceof EOFException);
      }
    }
  }
}
