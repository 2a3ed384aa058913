package dev.rowgate.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.options.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests that rows are sent while the upload is received, and all of them.
@Timeout(240)
class StreamingTest {

  private static final String CHUNKED_POST =
      "POST /v1/transform HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\n"
          + "Transfer-Encoding: chunked\r\n\r\n";

  private static Served served;

  @TempDir private Path directory;

  @BeforeAll
  static void start() {
    served = Served.plain();
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1_000, 100_000})
  void curl_gets_as_many_rows_as_it_sends(int rows) throws Exception {
    Path csv = people(rows);
    for (String[] how :
        new String[][] {
          {"--data-binary", "@" + csv},
          {"-H", "Content-Type: text/csv", "-T", csv.toString(), "-X", "POST"},
          {"-H", "Transfer-Encoding: chunked", "-H", "Expect:", "--data-binary", "@" + csv},
          {"-H", "Connection: close", "--data-binary", "@" + csv}
        }) {
      var arguments = new ArrayList<>(List.of(how));
      arguments.add(served.url() + "/v1/transform");
      var result = Curl.run(arguments.toArray(String[]::new));
      assertThat(result.exit()).as(result.err()).isZero();
      List<String> lines = result.lines();
      assertThat(lines).hasSize(rows + 1);
      assertThat(lines.getFirst()).isEqualTo("{\"name\":\"name1\",\"age\":\"1\"}");
      assertThat(lines.get(rows - 1)).startsWith("{\"name\":\"name" + rows + "\"");
      assertThat(lines.getLast())
          .startsWith("{\"_summary\":{\"complete\":true,\"recordsRead\":" + rows + ",");
    }
  }

  @Test
  void a_row_comes_while_the_upload_is_held_open() throws Exception {
    try (var raw = served.connect()) {
      raw.send(CHUNKED_POST).sendChunk("a,b\n1,2\n");
      raw.readUntil("{\"a\":\"1\",\"b\":\"2\"}\n");
      raw.sendChunk("3,");
      raw.sendChunk("4\n5,6\n");
      assertThat(raw.readUntil("{\"a\":\"5\",\"b\":\"6\"}\n")).doesNotContain("_summary");
      raw.send("0\r\n\r\n");
      assertThat(raw.readUntil("\r\n0\r\n\r\n")).contains("\"complete\":true,\"recordsRead\":3");
    }
  }

  @Test
  void the_status_comes_with_the_header_line() throws Exception {
    try (var raw = served.connect()) {
      raw.send(CHUNKED_POST).sendChunk("a,b\n");
      assertThat(raw.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 200 OK\r\n");
    }
  }

  @Test
  void a_form_waits_for_its_first_line_end_and_then_streams() throws Exception {
    try (var raw = served.connect()) {
      raw.send(CHUNKED_POST.replace("text/csv", "application/x-www-form-urlencoded"));
      raw.sendChunk("a,b").sendChunk("\n1,2\n");
      raw.readUntil("{\"a\":\"1\",\"b\":\"2\"}\n");
    }
  }

  @Test
  void the_last_chunk_comes_even_if_the_connection_is_to_be_closed() throws Exception {
    try (var raw = served.connect()) {
      raw.send(CHUNKED_POST.replace("Host: x", "Host: x\r\nConnection: close"));
      raw.sendChunk("a\n1\n").readUntil("{\"a\":\"1\"}\n");
      assertThat(raw.send("0\r\n\r\n").readToEnd())
          .contains("Transfer-Encoding: chunked")
          .contains("Connection: close")
          .endsWith("\r\n0\r\n\r\n");
    }
  }

  @Test
  void an_answer_that_is_over_before_it_goes_out_has_a_length() throws Exception {
    String body = "{\"a\":\"1\"}\n{\"_summary\":{\"complete\":true,\"recordsRead\":1,";
    try (var raw = served.connect()) {
      raw.send("POST /v1/transform HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\na\n1\n");
      String answer = raw.readUntil("}}\n");
      assertThat(answer).contains("\r\n\r\n" + body).doesNotContain("Transfer-Encoding");
      int length = answer.length() - answer.indexOf("\r\n\r\n") - 4;
      assertThat(answer).contains("\r\nContent-Length: " + length + "\r\n");
    }
  }

  @Test
  void an_http_1_0_client_gets_rows_without_chunks() throws Exception {
    try (var raw = served.connect()) {
      raw.send("POST /v1/transform HTTP/1.0\r\nContent-Length: 4\r\n\r\na\n1\n");
      assertThat(raw.readToEnd())
          .startsWith("HTTP/1.1 200")
          .doesNotContain("chunked")
          .contains("\r\n\r\n{\"a\":\"1\"}\n{\"_summary\":")
          .endsWith("}}\n");
    }
  }

  @Test
  void an_upload_that_stalls_ends_with_a_fault_that_says_so() throws Exception {
    try (var hasty = Served.start(null, Limits.STANDARD, Duration.ofMillis(1_500));
        var raw = hasty.connect()) {
      raw.send(CHUNKED_POST).sendChunk("a\n1\n2");
      assertThat(raw.readToEnd())
          .contains("{\"a\":\"1\"}\n")
          .contains("\"complete\":false,\"recordsRead\":1")
          .contains("\"fault\":{\"code\":\"upload-stalled\"")
          .doesNotContain("\r\n0\r\n");
    }
  }

  private Path people(int rows) throws IOException {
    var text = new StringBuilder("name,age\n");
    for (int i = 1; i <= rows; i++) {
      text.append("name").append(i).append(',').append(i % 100).append('\n');
    }
    return Files.writeString(directory.resolve("people" + rows + ".csv"), text);
  }
}
