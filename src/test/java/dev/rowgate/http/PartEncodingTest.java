package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests how the headers of a part say that its content is encoded: it is decoded, or refused, and
/// never read as if it weren't.
@Timeout(240)
class PartEncodingTest {

  private static final String SCHEMA = "{\"fields\":[{\"name\":\"a\",\"type\":\"integer\"}]}";
  private static final String CSV = "a\n1\n";

  private static Served served;

  @BeforeAll
  static void start() {
    served = Served.plain();
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  private static void part(ByteArrayOutputStream to, String name, String header, byte[] content) {
    String line = header.isEmpty() ? "" : header + "\r\n";
    to.writeBytes(
        ("--B\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n" + line + "\r\n")
            .getBytes(UTF_8));
    to.writeBytes(content);
    to.writeBytes("\r\n".getBytes(UTF_8));
  }

  private static byte[] gzip(String text) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return packed.toByteArray();
  }

  private static HttpResponse<String> post(String route, ByteArrayOutputStream parts)
      throws Exception {
    parts.writeBytes("--B--\r\n".getBytes(UTF_8));
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(served.url() + "/v1/" + route))
              .header("Content-Type", "multipart/form-data; boundary=B")
              .POST(HttpRequest.BodyPublishers.ofByteArray(parts.toByteArray()));
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "transform | file        | Content-Transfer-Encoding: base64",
        "transform | file        | content-transfer-encoding: BASE64",
        "transform | file        | Content-Transfer-Encoding: quoted-printable",
        "transform | file        | Content-Transfer-Encoding: x-uuencode",
        "transform | file        | Content-Encoding: br",
        "transform | file        | Content-Encoding: gzip, gzip",
        "transform | schema      | Content-Transfer-Encoding: base64",
        "transform | schema      | Content-Encoding: gzip",
        "transform | reference:r | Content-Transfer-Encoding: base64",
        "transform | reference:r | Content-Encoding: gzip",
        "validate  | file        | Content-Transfer-Encoding: base64",
        "validate  | schema      | Content-Transfer-Encoding: quoted-printable",
        "infer     | file        | Content-Transfer-Encoding: base64",
        "infer     | file        | Content-Encoding: deflate",
      })
  void what_is_not_decoded_is_refused(String route, String name, String header) throws Exception {
    byte[] encoded = Base64.getEncoder().encode(CSV.getBytes(UTF_8));
    var parts = new ByteArrayOutputStream();
    if (!route.equals("infer")) {
      part(parts, "schema", name.equals("schema") ? header : "", SCHEMA.getBytes(UTF_8));
    }
    if (name.equals("reference:r")) {
      part(parts, name, header, encoded);
    }
    part(parts, "file", name.equals("file") ? header : "", encoded);

    HttpResponse<String> answer = post(route, parts);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(415);
    assertThat(answer.body())
        .contains("\"code\":\"unsupported-media-type\"", "a part with Content-");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Transfer-Encoding: 7bit",
        "Content-Transfer-Encoding: 8BIT",
        "Content-Transfer-Encoding: binary",
        "Content-Encoding: identity",
      })
  void what_changes_nothing_is_read(String header) throws Exception {
    for (String route : new String[] {"transform", "validate", "infer"}) {
      var parts = new ByteArrayOutputStream();
      if (!route.equals("infer")) {
        part(parts, "schema", header, SCHEMA.getBytes(UTF_8));
      }
      part(parts, "file", header, CSV.getBytes(UTF_8));

      assertThat(post(route, parts).statusCode()).as(route).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"transform", "validate", "infer"})
  void a_file_is_packed_as_its_part_says(String route) throws Exception {
    byte[] gzip = gzip(CSV);
    var packed = new ByteArrayOutputStream();
    part(packed, "file", "Content-Encoding: gzip", gzip);
    assertThat(post(route, packed).statusCode()).isEqualTo(200);

    var plain = new ByteArrayOutputStream();
    part(plain, "file", "Content-Encoding: gzip", CSV.getBytes(UTF_8));
    assertThat(post(route, plain).body()).contains("\"code\":\"bad-compression\"");

    // As in the body without parts, nothing is recognised in what claims to be plain.
    var identity = new ByteArrayOutputStream();
    part(identity, "file", "Content-Encoding: identity", gzip);
    assertThat(post(route, identity).body()).doesNotContain("{\"a\":");
  }
}
