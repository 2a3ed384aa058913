package dev.rowgate.http.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.http.Curl;
import dev.rowgate.http.Served;
import dev.rowgate.options.Limit;
import dev.rowgate.options.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests that a stopped stream says so in its last line and has no proper end, so no client takes
/// it for complete.
@Timeout(240)
@Execution(ExecutionMode.CONCURRENT)
class AbortTest {

  private static final String LAST_CHUNK = "\r\n0\r\n";

  private static Served served;

  @TempDir private Path directory;

  @BeforeAll
  static void start(@TempDir Path schemas) throws IOException {
    Files.writeString(
        schemas.resolve("ages.json"), "{\"fields\":[{\"name\":\"age\",\"type\":\"integer\"}]}");
    served = Served.withSchemas(schemas);
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"errors=fail", "maxErrors=0", "maxErrors=0&summary=false"})
  void no_last_chunk_follows_the_summary_of_a_stopped_run(String option) throws Exception {
    try (var raw = served.connect()) {
      raw.send(
          "POST /v1/transform?schema=ages&"
              + option
              + " HTTP/1.1\r\nHost: x\r\nContent-Length: 12\r\n\r\nage\n1\nold\n3\n");
      assertThat(raw.readToEnd().stripTrailing())
          .startsWith("HTTP/1.1 200 OK")
          .contains("{\"age\":1}\n{\"_error\":")
          .contains("{\"_summary\":{\"complete\":false,")
          .endsWith("}}}")
          .doesNotContain(LAST_CHUNK)
          .doesNotContain("{\"age\":3}");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"errors=fail", "maxErrors=10"})
  void curl_sees_that_a_stopped_run_is_no_whole_answer(String option) throws Exception {
    for (int rows : new int[] {20, 3_000_000}) {
      Path csv = Files.writeString(directory.resolve("ages.csv"), "age\n1\n" + "x\n".repeat(rows));
      for (String connection : new String[] {"keep-alive", "close"}) {
        var result =
            Curl.run(
                "--data-binary",
                "@" + csv,
                "-H",
                "Expect:",
                "-H",
                "Connection: " + connection,
                served.url() + "/v1/transform?schema=ages&" + option);
        assertThat(result.exit()).as(result.err()).isIn(18, 55, 56);
        assertThat(result.lines().getLast())
            .startsWith("{\"_summary\":{\"complete\":false,")
            .contains("\"fault\":");
      }
    }
  }

  @Test
  void an_upload_past_the_limit_stops_the_run() throws Exception {
    Limits small = Limits.STANDARD.with(Limit.MAX_UPLOAD_BYTES, 100);
    try (var strict = Served.start(null, small, Limits.STANDARD.idleTime());
        var raw = strict.connect()) {
      raw.send("POST /v1/transform HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
      raw.sendChunk("a\n" + "1\n".repeat(100));
      assertThat(raw.readToEnd())
          .contains("\"complete\":false,\"recordsRead\":49,")
          .contains("\"code\":\"upload-too-large\"")
          .doesNotContain(LAST_CHUNK);
    }
  }

  @Test
  void an_upload_that_is_cut_stops_the_run() throws Exception {
    try (var raw = served.connect()) {
      raw.send("POST /v1/transform HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\na\n1\n2");
      raw.readUntil("{\"a\":\"1\"}\n");
      raw.stopSending();
      assertThat(raw.readToEnd())
          .contains("\"complete\":false,\"recordsRead\":1,")
          .contains("\"code\":\"read-failed\"")
          .doesNotContain("{\"a\":\"2\"}")
          .doesNotContain(LAST_CHUNK);
    }
  }

  @Test
  void a_broken_chunk_stops_the_run() throws Exception {
    try (var raw = served.connect()) {
      raw.send("POST /v1/transform HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
      raw.sendChunk("a\n1\n");
      raw.readUntil("{\"a\":\"1\"}\n");
      raw.send("here should be a length\r\n");
      assertThat(raw.readToEnd())
          .contains("\"complete\":false,\"recordsRead\":1,")
          .contains("\"code\":\"bad-request\"")
          .doesNotContain(LAST_CHUNK);
    }
  }

  @Test
  void the_summary_of_a_stopped_run_reaches_a_client_that_sends_on() throws Exception {
    try (var raw = served.connect()) {
      raw.send(
          "POST /v1/transform?schema=ages&errors=fail HTTP/1.1\r\nHost: x\r\n"
              + "Transfer-Encoding: chunked\r\n\r\n");
      raw.sendChunk("age\nx\n");
      raw.readUntil("\"complete\":false");
      for (int i = 0; i < 5; i++) {
        raw.sendChunk("1\n");
      }
      assertThat(raw.readToEnd().strip()).endsWith("}}}").doesNotContain(LAST_CHUNK);
    }
  }
}
