package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.http.media.ContentCoding;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests that a complete response of less than 1,400 bytes isn't compressed, unless
/// `Accept-Encoding` excludes identity.
@Timeout(240)
class ShortAnswerTest {

  /// The summary follows rows of 10 bytes each.
  private static final int THRESHOLD = 1_400;

  private static final String POST =
      "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\nAccept-Encoding: %s\r\n";

  private static final String OHA = "gzip, compress, deflate, br";

  @TempDir static Path directory;
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
  @ValueSource(strings = {"gzip", "zstd", OHA, "gzip, zstd;q=0.5, identity;q=0.1", "*;q=0.1, gzip"})
  void a_short_answer_is_plain(String accepted) throws Exception {
    for (String path : new String[] {"/v1/transform", "/v1/transform?respond=after-upload"}) {
      try (var client = whole(path, accepted, "a\n" + "1\n".repeat(10))) {
        assertThat(client.head())
            .startsWith("HTTP/1.1 200")
            .contains("Vary: Accept, Accept-Encoding", "Content-Length: ")
            .doesNotContain("Content-Encoding");
        assertThat(text(client))
            .startsWith("{\"a\":\"1\"}\n".repeat(10) + "{\"_summary\":{\"complete\":true,")
            .endsWith("}}\n");
      }
    }
    try (var client = whole("/v1/validate", accepted, "a\n1\n")) {
      assertThat(client.head())
          .contains("Vary: Accept, Accept-Encoding")
          .doesNotContain("Content-Encoding");
      assertThat(text(client)).startsWith("{").contains("\"valid\":true");
    }
  }

  /// Both sides of the threshold, to the byte.
  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd"})
  void the_threshold_is_1400_bytes(String accepted) throws Exception {
    boolean plain = false;
    boolean packed = false;
    for (int length = 1_150; length < 1_350; length++) {
      try (var client = whole("/v1/transform", accepted, "a\n" + "x".repeat(length) + "\n")) {
        boolean isPacked = client.head().contains("Content-Encoding: " + accepted + "\r\n");
        var body = new ByteArrayOutputStream();
        client.body(body);
        int size =
            isPacked
                ? Unpacked.of(coding(accepted), body.toByteArray()).text().length()
                : body.size();
        assertThat(isPacked).as("whether %d bytes are packed", size).isEqualTo(size >= THRESHOLD);
        plain |= size == THRESHOLD - 1;
        packed |= size == THRESHOLD;
      }
    }
    assertThat(plain && packed).as("both sides were reached").isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip, identity;q=0", "zstd, *;q=0", "gzip;q=0.1, *;q=0.000"})
  void who_excludes_the_plain_form_gets_it_packed(String accepted) throws Exception {
    String coding = accepted.startsWith("zstd") ? "zstd" : "gzip";
    for (String path : new String[] {"/v1/transform", "/v1/validate"}) {
      try (var client = whole(path, accepted, "a\n1\n")) {
        assertThat(client.head()).contains("Content-Encoding: " + coding);
        var body = new ByteArrayOutputStream();
        client.body(body);
        var unpacked = Unpacked.of(coding(coding), body.toByteArray());
        assertThat(unpacked.whole()).isTrue();
        assertThat(unpacked.text()).contains("\"complete\":true");
      }
    }
  }

  static Stream<String> refusals() {
    return Stream.of("/v1/transform?schema=none", "/v1/validate?x=y", "/v1/infer?x=y", "/none");
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void a_problem_document_is_plain(String path) throws Exception {
    try (var client = whole(path, "gzip", "a\n1\n")) {
      assertThat(client.head())
          .startsWith("HTTP/1.1 4")
          .contains("application/problem+json")
          .doesNotContain("Content-Encoding");
      assertThat(text(client)).startsWith("{\"type\":");
    }
  }

  @Test
  void a_schema_that_is_inferred_is_plain() throws Exception {
    try (var client = whole("/v1/infer", "gzip", "a\n1\n")) {
      assertThat(client.head()).startsWith("HTTP/1.1 200").doesNotContain("Content-Encoding");
      assertThat(text(client)).startsWith("{");
    }
  }

  /// As many clients send it: rows in one chunk, and the end of the body slightly later. On a busy
  /// machine some ends come too late.
  @Test
  void an_upload_in_several_packets_is_waited_for_a_moment() throws Exception {
    String head = POST.formatted("/v1/transform", OHA) + "Transfer-Encoding: chunked";
    int plain = 0;
    for (int i = 0; i < 50 && plain == 0; i++) {
      try (var client = new Duplex(served.server().port(), head)) {
        OutputStream body = client.chunks();
        body.write("a\n1\n".getBytes(UTF_8));
        body.flush();
        Thread.sleep(5);
        body.close();
        if (!client.head().contains("Content-Encoding")) {
          plain++;
          assertThat(text(client)).startsWith("{\"a\":\"1\"}\n{\"_summary\":");
        }
      }
    }
    assertThat(plain).isPositive();
  }

  @ParameterizedTest
  @CsvSource({"--http1.1", "--http2-prior-knowledge"})
  void curl_gets_it_plain_and_a_longer_one_packed(String protocol) throws Exception {
    Curl.assumeHttp2();
    for (int rows : new int[] {10, 1_000}) {
      Path csv = directory.resolve(rows + ".csv");
      Files.writeString(csv, "a\n" + "1\n".repeat(rows));
      var result =
          Curl.run(
              protocol,
              "-H",
              "Accept-Encoding: gzip",
              "--compressed",
              "-D",
              "-",
              "--data-binary",
              "@" + csv,
              served.url() + "/v1/transform");
      assertThat(result.exit()).as(result.err()).isZero();
      assertThat(result.out().toLowerCase(Locale.ROOT).contains("content-encoding: gzip"))
          .as("%s packs %d rows", protocol, rows)
          .isEqualTo(rows > 10);
      assertThat(result.out()).contains("{\"a\":\"1\"}\n".repeat(rows) + "{\"_summary\":");
    }
  }

  private static Duplex whole(String path, String accepted, String csv) throws Exception {
    var client =
        new Duplex(
            served.server().port(),
            POST.formatted(path, accepted) + "Content-Length: " + csv.length());
    OutputStream body = client.plain();
    body.write(csv.getBytes(UTF_8));
    body.flush();
    return client;
  }

  private static ContentCoding coding(String name) {
    return ContentCoding.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static String text(Duplex client) throws Exception {
    var body = new ByteArrayOutputStream();
    client.body(body);
    return body.toString(UTF_8);
  }
}
