package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.bytes.Compression;
import dev.rowgate.bytes.Packed;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests that compressed uploads give the same result as uncompressed ones.
class CompressedUploadTest {

  private static final String CSV = "name,age\nAda,36\nGrace,85\n";
  private static final String ROWS =
      """
      {"name":"Ada","age":"36"}
      {"name":"Grace","age":"85"}
      {"_summary":{"complete":true,"recordsRead":2,"rowsWritten":2,"rowsRejected":0,"bytesRead":25,"problems":{}}}
      """;

  private static Served served;

  @BeforeAll
  static void start() {
    served = Served.plain();
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  static Stream<Arguments> packed() {
    return Stream.of(
        Arguments.of("gzip", Compression.GZIP),
        Arguments.of("X-Gzip", Compression.GZIP),
        Arguments.of("zstd", Compression.ZSTD),
        Arguments.of("identity", Compression.NONE));
  }

  @ParameterizedTest
  @MethodSource("packed")
  void a_content_encoding_is_undone(String encoding, Compression format) throws Exception {
    byte[] body = Packed.pack(format, CSV.getBytes(UTF_8));
    assertThat(post("text/csv", encoding, body).body()).isEqualTo(ROWS);
  }

  @ParameterizedTest
  @MethodSource("packed")
  void without_a_word_the_first_bytes_tell(String encoding, Compression format) throws Exception {
    byte[] body = Packed.pack(format, CSV.getBytes(UTF_8));
    assertThat(served.transform("", "text/csv", body).body()).isEqualTo(ROWS);
    assertThat(served.transform("", "application/x-www-form-urlencoded", body).body())
        .isEqualTo(ROWS);
  }

  @Test
  void a_packed_body_that_is_called_plain_is_no_text() throws Exception {
    byte[] body = Packed.pack(Compression.GZIP, CSV.getBytes(UTF_8));
    var response = post("text/csv", "identity", body);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("\"not-csv\"").contains("a gzip file");
  }

  @Test
  void an_archive_of_one_file_is_read() throws Exception {
    byte[] body = Packed.pack(Compression.ZIP, CSV.getBytes(UTF_8));
    for (String type : new String[] {"text/csv", "application/x-www-form-urlencoded"}) {
      assertThat(served.transform("", type, body).body()).isEqualTo(ROWS);
    }
    assertThat(post("text/csv", "identity", body).statusCode()).isEqualTo(400);
  }

  @Test
  void a_file_that_breaks_off_before_its_header_is_refused() throws Exception {
    byte[] body = Packed.pack(Compression.GZIP, CSV.getBytes(UTF_8));
    var response = post("text/csv", "gzip", Arrays.copyOf(body, 12));
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("bad-compression");
  }

  private static HttpResponse<String> post(String type, String encoding, byte[] body)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(served.url() + "/v1/transform"))
            .timeout(Served.PATIENCE)
            .header("Content-Type", type)
            .header("Content-Encoding", encoding)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
