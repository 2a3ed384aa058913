package dev.rowgate.http.jetty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.http.Duplex;
import dev.rowgate.http.PythonRequests;
import dev.rowgate.http.Served;
import dev.rowgate.http.Unpacked;
import dev.rowgate.http.media.ContentCoding;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests that a client which delivers only complete chunks, as urllib3 does, gets every written
/// line.
@Timeout(240)
class WholeChunksTest {

  private static final int ROWS = 20_000;

  private static Served served;

  @BeforeAll
  static void start() {
    served = Served.plain();
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @ParameterizedTest
  @CsvSource({
    "IDENTITY, maxErrors=0",
    "IDENTITY, errors=fail",
    "GZIP, maxErrors=0",
    "ZSTD, errors=fail",
    "IDENTITY, respond=straight&maxErrors=0"
  })
  void all_lines_of_an_answer_that_is_broken_off_arrive(ContentCoding coding, String option)
      throws Exception {
    var body = new ByteArrayOutputStream();
    try (var client = post("?" + option, coding)) {
      try (OutputStream upload = client.chunks()) {
        upload.write(("a\n" + "1\n".repeat(ROWS) + "too,many\n").getBytes(UTF_8));
      }
      assertThat(client.head()).contains("Transfer-Encoding: chunked");
      assertThat(isWhole(client, body)).isFalse();
    }
    var lines = Unpacked.of(coding, body.toByteArray()).text().lines().toList();
    assertThat(lines).hasSize(ROWS + 2);
    assertThat(lines.get(ROWS)).startsWith("{\"_error\":{\"record\":20001,");
    assertThat(lines.getLast()).startsWith("{\"_summary\":{\"complete\":false,").endsWith("}}}");
  }

  @ParameterizedTest
  @CsvSource({
    "identity, respond=straight&maxErrors=0",
    "identity, errors=fail",
    "gzip, respond=straight&errors=fail",
    "gzip, maxErrors=0"
  })
  void python_s_requests_gets_them_too(String coding, String option, @TempDir Path directory)
      throws Exception {
    String csv = "a\n" + "1\n".repeat(ROWS) + "too,many\n";
    var lines =
        PythonRequests.post(served.url() + "/v1/transform?" + option, directory, csv, coding);
    assertThat(lines).hasSize(ROWS + 3).endsWith("broken off");
    assertThat(lines.get(ROWS + 1)).startsWith("{\"_summary\":{\"complete\":false,");
  }

  @ParameterizedTest
  @CsvSource({"IDENTITY", "GZIP", "ZSTD"})
  void a_live_row_is_a_whole_chunk_at_once(ContentCoding coding) throws Exception {
    try (var client = post("", coding)) {
      OutputStream upload = client.chunks();
      var body = new ByteArrayOutputStream();
      upload.write("a\n".getBytes(UTF_8));
      upload.flush();
      client.head();
      for (int row = 1; row <= 5; row++) {
        upload.write((row + "\n").getBytes(UTF_8));
        upload.flush();
        String line = "{\"a\":\"" + row + "\"}\n";
        do {
          body.write(client.chunk());
        } while (!Unpacked.of(coding, body.toByteArray()).text().endsWith(line));
      }
      upload.close();
      assertThat(isWhole(client, body)).isTrue();
      assertThat(Unpacked.of(coding, body.toByteArray()).text())
          .contains("\n{\"_summary\":{\"complete\":true,");
    }
  }

  /// The next response on the connection starts where the last one has ended.
  @Test
  void a_connection_is_used_again_after_a_chunked_answer() throws Exception {
    String request = "POST /v1/transform HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
    try (var raw = served.connect()) {
      int before = 0;
      for (int i = 0; i < 3; i++) {
        raw.send(request).sendChunk("a\n1\n");
        raw.readMoreUntil(before, "\"}\n\r\n");
        raw.send("0\r\n\r\n");
        String seen = raw.readMoreUntil(before, "\r\n0\r\n\r\n");
        assertThat(seen.substring(before))
            .startsWith("HTTP/1.1 200")
            .doesNotContain("\r\n\r\n\r\n");
        before = seen.length();
      }
      raw.send("HEAD /livez HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(raw.readMoreUntil(before, "\r\n\r\n").substring(before))
          .startsWith("HTTP/1.1 200");
    }
  }

  private static Duplex post(String query, ContentCoding coding) throws IOException {
    return new Duplex(
        served.server().port(),
        "POST /v1/transform"
            + query
            + " HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\nTransfer-Encoding: chunked\r\n"
            + "Accept-Encoding: "
            + coding);
  }

  private static boolean isWhole(Duplex client, OutputStream body) throws IOException {
    try {
      client.body(body);
      return true;
    } catch (EOFException | SocketException cut) {
      return false;
    }
  }
}
