package dev.rowgate.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests the negotiation of the response format (RFC 9110, section 12.5).
@Timeout(240)
class AcceptTest {

  private static final String ROW = "{\"a\":\"1\"}\n";

  private static Served served;
  private static HttpClient client;

  @BeforeAll
  static void start() {
    served = Served.plain();
    client = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() {
    client.close();
    served.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "none | application/x-ndjson",
        "'' | application/x-ndjson",
        "*/* | application/x-ndjson",
        "application/* | application/x-ndjson",
        "text/* | text/plain;charset=utf-8",
        "text/plain | text/plain;charset=utf-8",
        "application/x-ndjson | application/x-ndjson",
        "application/ndjson | application/ndjson",
        "application/jsonl | application/jsonl",
        "application/x-jsonl | application/x-jsonl",
        "application/jsonlines | application/jsonlines",
        "application/x-jsonlines | application/x-jsonlines",
        "application/json-lines | application/json-lines",
        "Application/X-JSON-Lines | application/x-json-lines",
        "application/x-ndjson;charset=utf-8 | application/x-ndjson",
        "application/json-seq | application/json-seq",
        // The client's named type is preferred to the service's first one.
        "application/json-seq, */* | application/json-seq",
        "application/json, text/html;q=0.9, */*;q=0.1 | application/x-ndjson",
        "application/x-ndjson;q=0.5, application/json-seq | application/json-seq",
        "application/x-ndjson;q=0.5, application/json-seq;q=0.4 | application/x-ndjson",
        "application/jsonl, application/x-ndjson | application/jsonl",
        "*/*, application/x-ndjson;q=0 | application/ndjson",
        "application/*;q=0, text/plain | text/plain;charset=utf-8",
        "text/html, */*; Q=0.8 | application/x-ndjson",
        "application/json-seq;q=high, application/jsonl | application/jsonl",
      })
  void the_type_is_the_one_that_the_client_likes_best(String accept, String type) throws Exception {
    var answer = answer("Accept", accept);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue(type);
    assertThat(answer.headers().firstValue("Vary")).hasValue("Accept, Accept-Encoding");
    assertThat(answer.body().replace("\u001e", "")).startsWith(ROW + "{\"_summary\":");
  }

  @Test
  void a_schema_is_json() throws Exception {
    for (String accept :
        new String[] {"application/json", "text/html, */*;q=0.1", "application/*"}) {
      assertThat(infer(accept).statusCode()).isEqualTo(200);
    }
    for (String accept : new String[] {"text/csv", "application/json;q=0", "text/*"}) {
      assertNotAcceptable(
          infer(accept),
          "no available format matches Accept: "
              + accept
              + "; leave that header out, or send Accept: application/json");
    }
  }

  private static HttpResponse<String> infer(String accept) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(served.url() + "/v1/infer"))
            .header("Accept", accept)
            .POST(HttpRequest.BodyPublishers.ofString("a,b\n1,2\n"))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void a_sequence_is_the_same_lines_with_separators() throws Exception {
    String lines = answer("Accept", "application/x-ndjson").body();
    String sequence = answer("Accept", "application/json-seq").body();

    assertThat(sequence).startsWith("\u001e" + ROW + "\u001e{\"_summary\":");
    assertThat(sequence.replace("\u001e", "")).isEqualTo(lines);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "text/tab-separated-values",
        "application/x-ndjson;q=0",
        "*/*;q=0",
        "application/json-seq;q=0, application/json",
        "nonsense"
      })
  void what_fits_nothing_is_406(String accept) throws Exception {
    assertNotAcceptable(
        answer("Accept", accept),
        "no available format matches Accept: "
            + accept
            + "; leave that header out, or send Accept: application/x-ndjson; there are: ");
  }

  @Test
  void a_refusal_comes_before_the_body_is_asked_for() throws Exception {
    try (var raw = served.connect()) {
      raw.send(
          "POST /v1/transform HTTP/1.1\r\nHost: x\r\nAccept: image/png\r\n"
              + "Expect: 100-continue\r\nContent-Length: 100\r\n\r\n");
      assertThat(raw.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 406").doesNotContain("100 Cont");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/livez", "/v1/schemas", "/problems/not-acceptable"})
  void other_routes_serve_what_they_have(String path) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(served.url() + path))
            .header("Accept", "image/png")
            .header("Accept-Encoding", "identity;q=0")
            .build();
    var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "none | none",
        "'' | none",
        "identity | none",
        "gzip | gzip",
        "x-gzip | gzip",
        "GZIP | gzip",
        "zstd | zstd",
        "gzip, zstd | zstd",
        "deflate, gzip, br, zstd | zstd",
        "gzip, zstd;q=0.9 | gzip",
        "gzip;q=0.1 | gzip",
        "gzip;q=0.1, identity | none",
        "gzip, identity | gzip",
        "br, deflate | none",
        "* | none",
        "*, identity;q=0 | gzip",
        "*, identity;q=0, gzip;q=0 | zstd",
        "gzip;q=0, zstd;q=0 | none",
        "*;q=0, gzip | gzip",
        "gzip;q=0.5, *;q=0.8 | none",
      })
  void the_coding_is_the_one_that_the_client_likes_best(String accept, String coding)
      throws Exception {
    // Long enough to be compressed.
    var answer = answer("Accept-Encoding", accept, "a\n" + "1\n".repeat(1_000));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Encoding"))
        .isEqualTo(Optional.ofNullable(coding));
    assertThat(answer.headers().firstValue("Vary")).hasValue("Accept, Accept-Encoding");
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity;q=0", "*;q=0", "br, identity;q=0", "br, *;q=0.000"})
  void who_excludes_all_codings_gets_406(String accept) throws Exception {
    assertNotAcceptable(
        answer("Accept-Encoding", accept),
        "no available format matches Accept-Encoding: " + accept);
  }

  private static void assertNotAcceptable(HttpResponse<String> answer, String detail) {
    assertThat(answer.statusCode()).isEqualTo(406);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(answer.body()).contains("\"code\":\"not-acceptable\"", detail, "there are: ");
  }

  /// @param value null for none
  private static HttpResponse<String> answer(String header, String value) throws Exception {
    return answer(header, value, "a\n1\n");
  }

  private static HttpResponse<String> answer(String header, String value, String csv)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(served.url() + "/v1/transform"))
            .timeout(Served.PATIENCE)
            .POST(HttpRequest.BodyPublishers.ofString(csv));
    if (value != null) {
      request.header(header, value);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
