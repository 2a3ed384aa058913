package dev.rowgate.http.convert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.http.Served;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InferTest {

  private static Served served;

  @BeforeAll
  static void start() {
    served = Served.plain();
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  private static HttpResponse<String> infer(String query, String contentType, byte[] body)
      throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(served.url() + "/v1/infer" + query))
              .timeout(Served.PATIENCE)
              .header("Content-Type", contentType)
              .POST(HttpRequest.BodyPublishers.ofByteArray(body))
              .build();
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  private static HttpResponse<String> infer(String query, String csv) throws Exception {
    return infer(query, "text/csv", csv.getBytes(UTF_8));
  }

  @Test
  void a_schema_comes_back() throws Exception {
    var answer = infer("?whole=true", "id;on\n1;2024-01-31\n");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.body()).contains("\"delimiter\":\";\"", "\"type\":\"date\"");
  }

  @Test
  void a_packed_body_is_unpacked() throws Exception {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write("a,b\n1,x\n".getBytes(UTF_8));
    }
    assertThat(infer("", "text/csv", packed.toByteArray()).body()).contains("\"integer\"");
  }

  @Test
  void the_query_and_the_media_type_are_believed() throws Exception {
    assertThat(infer("?delimiter=%7C&header=false", "a|b\nc|d\n").body())
        .contains("\"field1\"", "\"confidence\":1.0");
    assertThat(infer("", "text/tab-separated-values", "a,b\tc\n".getBytes(UTF_8)).body())
        .contains("\"a,b\"");
  }

  @Test
  void what_stands_behind_the_sample_is_read_and_dropped() throws Exception {
    var answer = infer("?sampleRows=5", "a\n" + "1\n".repeat(500_000));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"records\": 5");
  }

  @Test
  void refusals() throws Exception {
    assertThat(infer("", "").statusCode()).isEqualTo(422);
    assertThat(infer("?sampleRow=5", "a\n").body()).contains("unknown-option", "sampleRows");
    assertThat(infer("?sampleRows=0", "a\n").body()).contains("bad-option");
    assertThat(infer("?whole=true&sampleBytes=5", "a\n").body()).contains("bad-option");
    assertThat(infer("", "application/json", "{}".getBytes(UTF_8)).statusCode()).isEqualTo(415);
    assertThat(infer("", "multipart/form-data; boundary=x", "x".getBytes(UTF_8)).body())
        .contains("bad-multipart");
    assertThat(infer("", "application/x-www-form-urlencoded", "a,b1,2".getBytes(UTF_8)).body())
        .contains("newlines-lost");
    assertThat(infer("", "PK\3\4").body()).contains("not-csv");
  }

  /// A binary file may have no line ends, and hasn't lost any.
  @ParameterizedTest
  @ValueSource(strings = {"PAR1\25\4\25", "%PDF-1.4", "{\"a\":1}", "<html>x</html>", "ORC\1abc"})
  void another_format_as_a_form_is_named(String body) throws Exception {
    byte[] bytes = body.getBytes(UTF_8);
    assertThat(infer("", "application/x-www-form-urlencoded", bytes).body())
        .contains("\"code\":\"not-csv\"")
        .doesNotContain("newlines-lost");
  }
}
