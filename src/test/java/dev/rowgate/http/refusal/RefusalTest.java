package dev.rowgate.http.refusal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.http.Curl;
import dev.rowgate.http.Served;
import dev.rowgate.http.media.BodyKind;
import dev.rowgate.options.Limit;
import dev.rowgate.options.Limits;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests refusals: status, code, and that the response arrives while the client still sends.
class RefusalTest {

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final int UPLOAD_LIMIT = 100_000;

  private static Served served;

  @BeforeAll
  static void start(@TempDir Path schemas) throws Exception {
    Files.writeString(
        schemas.resolve("people.json"),
        "{\"fields\":[{\"name\":\"name\"},{\"name\":\"age\",\"type\":\"integer\"}]}");
    served = Served.withSchemas(schemas);
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @ParameterizedTest
  @CsvSource({
    "'', empty-input",
    "'name', missing-label",
    "'name,age,name', duplicate-label",
    "'name,_error', reserved-column",
    "'nam\"e\",age', stray-quote",
  })
  void a_header_that_cannot_be_used_is_422(String header, String code) throws Exception {
    String query = code.equals("missing-label") ? "?schema=people" : "";
    String csv = header.isEmpty() ? "" : header + "\n1,2,3\n";
    if (code.equals("stray-quote")) {
      csv = "\"name\"x,age\n";
    }
    assertRefused(served.transform(query, csv), 422, code);
  }

  @Test
  void all_of_a_header_s_problems_are_listed() throws Exception {
    var response = served.transform("?schema=people", "x,y\n1,2\n");
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body().split("\"code\":").length - 1).isGreaterThan(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"image/png", "application/json", "text/html", "text/csvx", "multipart/mixed", "?"})
  void another_media_type_is_415_and_says_which_are_read(String type) throws Exception {
    var response = served.transform("", type, "a\n1\n".getBytes(UTF_8));
    assertRefused(response, 415, "unsupported-media-type");
    assertThat(response.headers().firstValue("Accept-Post")).hasValue(BodyKind.ACCEPTED);
    assertThat(response.headers().firstValue("Accept-Encoding")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"application/gzip, true", "application/ZSTD, true", "application/json, false"})
  void the_type_of_something_packed_is_told_that_packing_needs_none(String type, boolean packed)
      throws Exception {
    var response = served.transform("", type, "a\n1\n".getBytes(UTF_8));
    assertRefused(response, 415, "unsupported-media-type");
    assertThat(response.body().contains("what is packed is found by its first bytes"))
        .isEqualTo(packed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "deflate", "identity, gzip", "gzip, gzip"})
  void a_content_encoding_that_is_not_read_is_415(String encoding) throws Exception {
    try (var raw = served.connect()) {
      raw.send(
          "POST /v1/transform HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nContent-Encoding: "
              + encoding
              + "\r\n\r\na\n1\n");
      assertThat(raw.readUntil("}\n"))
          .startsWith("HTTP/1.1 415")
          .contains("Accept-Encoding: gzip, zstd")
          .contains("unsupported-media-type");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PK\3\4 and so on", "  <!DOCTYPE html><p>", "{\"a\":1}\n", "[{\"a\":1}]"})
  void what_is_no_csv_is_400(String body) throws Exception {
    assertRefused(served.transform("", body), 400, "not-csv");
    assertRefused(served.transform("", FORM, body.getBytes(UTF_8)), 400, "not-csv");
  }

  @ParameterizedTest
  @ValueSource(strings = {"name,ageAda,36Grace,45", "name", "x"})
  void a_form_without_any_line_end_has_lost_them(String body) throws Exception {
    var response = served.transform("", FORM, body.getBytes(UTF_8));
    assertRefused(response, 400, "newlines-lost");
    assertThat(response.body()).contains("--data-binary @FILE");
    assertRefused(
        served.transform("?header=false", FORM, body.getBytes(UTF_8)), 400, "newlines-lost");
  }

  @Test
  void a_long_form_without_line_ends_has_lost_them_too() throws Exception {
    byte[] body = "0123456789,".repeat(400_000).getBytes(UTF_8);
    assertRefused(served.transform("", FORM, body), 400, "newlines-lost");
  }

  @Test
  void a_long_header_in_a_form_with_line_ends_is_just_too_long() throws Exception {
    byte[] body = ("0123456789,".repeat(400_000) + "\n1\n").getBytes(UTF_8);
    assertThat(served.transform("", FORM, body).statusCode()).isEqualTo(422);
  }

  @ParameterizedTest
  @ValueSource(strings = {"name\n", "name\rAda", "a,b\r\n1,2"})
  void a_form_with_a_line_end_is_csv(String body) throws Exception {
    assertThat(served.transform("", FORM, body.getBytes(UTF_8)).statusCode()).isEqualTo(200);
  }

  @Test
  void an_empty_form_has_lost_nothing() throws Exception {
    assertRefused(served.transform("", FORM, new byte[0]), 422, "empty-input");
  }

  @Test
  void a_header_past_the_upload_limit_is_413() throws Exception {
    Limits small = Limits.STANDARD.with(Limit.MAX_UPLOAD_BYTES, UPLOAD_LIMIT);
    try (var strict = Served.start(null, small, Limits.STANDARD.idleTime())) {
      assertRefused(strict.transform("", "x".repeat(UPLOAD_LIMIT + 1)), 413, "upload-too-large");
      assertThat(strict.transform("", "x\n" + "y".repeat(UPLOAD_LIMIT - 2)).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void an_upload_that_never_comes_is_408() throws Exception {
    try (var hasty = Served.start(null, Limits.STANDARD, Duration.ofMillis(1_500));
        var raw = hasty.connect()) {
      raw.send("POST /v1/transform HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n");
      assertThat(raw.readUntil("}\n")).startsWith("HTTP/1.1 408").contains("read-failed");
    }
  }

  @Test
  void a_refusal_reaches_curl_while_it_sends_50_megabytes(@TempDir Path directory)
      throws Exception {
    Path file = directory.resolve("book.xlsx");
    try (var out = Files.newOutputStream(file)) {
      out.write(new byte[] {'P', 'K', 3, 4});
      byte[] megabyte = new byte[1 << 20];
      for (int i = 0; i < 50; i++) {
        out.write(megabyte);
      }
    }
    for (String how : new String[] {"Content-Type: text/csv", "Transfer-Encoding: chunked"}) {
      var result =
          Curl.run(
              "-T",
              file.toString(),
              "-X",
              "POST",
              "-H",
              "Expect:",
              "-H",
              how,
              "-w",
              "%{http_code}",
              served.url() + "/v1/transform");
      assertThat(result.exit()).as(result.err()).isZero();
      assertThat(result.out()).contains("\"code\":\"not-csv\"").endsWith("400");
    }
  }

  @Test
  void a_client_that_waits_for_the_word_to_send_is_refused_without_it() throws Exception {
    try (var raw = served.connect()) {
      raw.send(
          "POST /v1/transform?x=1 HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\n"
              + "Expect: 100-continue\r\nContent-Length: 100000000\r\n\r\n");
      assertThat(raw.readToEnd())
          .startsWith("HTTP/1.1 400")
          .contains("Connection: close")
          .endsWith("}\n");
    }
  }

  @Test
  void a_client_that_waits_for_the_word_to_send_gets_it() throws Exception {
    try (var raw = served.connect()) {
      raw.send(
          "POST /v1/transform HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\n"
              + "Expect: 100-continue\r\nContent-Length: 4\r\n\r\n");
      raw.readUntil("HTTP/1.1 100 Continue\r\n\r\n");
      raw.send("a\n1\n");
      assertThat(raw.readUntil("}}\n")).contains("{\"a\":\"1\"}");
    }
  }

  private static void assertRefused(HttpResponse<String> response, int status, String code) {
    assertThat(response.body()).contains("\"code\":\"" + code + "\"").startsWith("{\"type\":");
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
  }
}
