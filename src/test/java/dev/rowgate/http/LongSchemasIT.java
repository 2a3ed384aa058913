package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Tests many concurrent requests with schemas of maximum size.
@Timeout(180)
class LongSchemasIT {

  private static final int REQUESTS = 60;
  private static final String SUMMARY = "{\"_summary\":{\"complete\":true,\"recordsRead\":1,";

  @TempDir Path dir;

  @Test
  void those_that_do_not_fit_are_turned_away() throws Exception {
    byte[] body = body();
    try (AppProcess app = AppProcess.start(dir.resolve("log"));
        var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<String>>();
      for (int i = 0; i < REQUESTS; i++) {
        answers.add(clients.submit(() -> answer(app.port(), body)));
      }
      for (Future<String> answer : answers) {
        assertThat(answer.get())
            .matches(text -> text.contains(SUMMARY) || text.contains("\"code\":\"too-busy\""));
      }
      assertThat(answerOnceThereIsRoom(app.port(), body)).contains(SUMMARY);
      assertThat(app.log()).doesNotContain("OutOfMemoryError");
    }
  }

  @Test
  void what_they_leave_behind_is_collected() throws Exception {
    byte[] body = body();
    try (AppProcess app = AppProcess.startIn("-Xmx256m -Xlog:gc:stderr", dir.resolve("log"))) {
      for (int i = 0; i < 10; i++) {
        assertThat(answer(app.port(), body)).contains(SUMMARY);
      }
      app.awaitLog("Pause Full (System.gc())");
      assertThat(app.log()).contains("Pause Full (System.gc())");
    }
  }

  /// A request may hold memory for a moment after its response.
  private static String answerOnceThereIsRoom(int port, byte[] body) throws Exception {
    String answer = answer(port, body);
    for (int i = 0; i < 100 && !answer.contains(SUMMARY); i++) {
      Thread.sleep(50);
      answer = answer(port, body);
    }
    return answer;
  }

  private static String answer(int port, byte[] body) throws Exception {
    String head =
        "POST /v1/transform HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            + "Content-Type: multipart/form-data; boundary=B\r\nContent-Length: "
            + body.length;
    try (var request = new Duplex(port, head)) {
      var out = request.plain();
      out.write(body);
      out.flush();
      var answer = new ByteArrayOutputStream();
      request.head();
      request.body(answer);
      return answer.toString(US_ASCII);
    }
  }

  /// A schema of nearly a MiB: an enum of 100,000 values.
  private static byte[] body() {
    String values =
        IntStream.range(0, 100_000)
            .mapToObj("\"v%06d\""::formatted)
            .collect(Collectors.joining(","));
    return String.join(
            "\r\n",
            "--B",
            "Content-Disposition: form-data; name=\"schema\"",
            "",
            "{\"fields\":[{\"name\":\"a\",\"constraints\":{\"enum\":[" + values + "]}}]}",
            "--B",
            "Content-Disposition: form-data; name=\"file\"; filename=\"a.csv\"",
            "",
            "a\nv000001",
            "--B--",
            "")
        .getBytes(US_ASCII);
  }
}
