package dev.rowgate.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests that malformed headers, queries and part headers give a 4xx or are ignored, and never a
/// 5xx, a stack trace or the outcome `defect`.
@Timeout(180)
class MalformedHeadersTest {

  /// All headers that the service or Jetty reads.
  private static final List<String> HEADERS =
      List.of(
          "Accept",
          "Accept-Charset",
          "Accept-Encoding",
          "Accept-Language",
          "Authorization",
          "Connection",
          "Content-Disposition",
          "Content-Encoding",
          "Content-Length",
          "Content-Type",
          "Cookie",
          "Expect",
          "Forwarded",
          "Host",
          "If-Modified-Since",
          "If-None-Match",
          "Origin",
          "Range",
          "Rowgate-Sidecar",
          "Sec-Fetch-Site",
          "TE",
          "Trailer",
          "Transfer-Encoding",
          "Upgrade",
          "HTTP2-Settings",
          "Via",
          "X-Forwarded-For",
          "X-Forwarded-Proto",
          "X-HTTP-Method-Override",
          "X-Request-Id");

  private static final List<String> VALUES =
      List.of(
          "\"",
          "\"\\",
          "",
          ";;;",
          ",,,",
          "=",
          "a;q=\"",
          "text/plain;q=x, \"",
          "text/csv; charset=\"x",
          "text/csv; charset=x\"",
          "text/csv; =\"",
          "text/csv; charset=\"\\",
          "text/csv;charset=no-such",
          "text/csv;charset=\u00e4",
          "/",
          "*/",
          "multipart/form-data",
          "multipart/form-data; boundary=\"",
          "multipart/form-data; boundary=" + "b".repeat(500),
          "bytes=x",
          "-1",
          "999999999999999999999",
          "h2c",
          "\u0080\u00ff",
          "[::",
          "x:99999",
          "close, \"");

  private static final List<String> ROUTES =
      List.of(
          "GET /",
          "GET /livez",
          "GET /readyz",
          "GET /metrics",
          "GET /openapi.json",
          "GET /problems/bad-option",
          "GET /v1/schemas",
          "GET /v1/schemas/ages",
          "GET /none",
          "OPTIONS /v1/transform",
          "POST /v1/transform",
          "POST /v1/validate",
          "POST /v1/infer");

  /// Number of routes tested with each header value; every route is tested with all headers and all
  /// values, but not each pair. `-Drowgate.headers.routes=13` tests all.
  private static final int ROUTES_OF_A_PAIR = Integer.getInteger("rowgate.headers.routes", 3);

  /// Set `-Drowgate.headers.random=100000` for more.
  private static final int RANDOM_REQUESTS = Integer.getInteger("rowgate.headers.random", 500);

  private static final String STRUCTURE = "\"\\;,=/ *()<>@:[]?{}\t%+&'q01.-zbcharsetnmutf8";

  private static Served served;

  @BeforeAll
  static void start(@TempDir Path schemas) throws IOException {
    Files.writeString(schemas.resolve("ages.json"), "{\"fields\":[{\"name\":\"age\"}]}");
    served = Served.withSchemas(schemas);
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @ParameterizedTest
  @MethodSource("headers")
  void no_value_of_a_header_is_a_defect(String header) throws Exception {
    int turn = HEADERS.indexOf(header);
    for (String value : VALUES) {
      for (int i = 0; i < ROUTES_OF_A_PAIR; i++) {
        send(ROUTES.get(turn++ % ROUTES.size()), header + ": " + value);
      }
      send("POST /v1/transform", header + ": " + value + "\r\n" + header + ": " + value);
    }
    assertNoDefect();
  }

  static List<String> headers() {
    return HEADERS;
  }

  @Test
  void no_random_header_is_a_defect() throws Exception {
    var random = new Random(127);
    for (int i = 0; i < RANDOM_REQUESTS; i++) {
      String header = HEADERS.get(random.nextInt(HEADERS.size()));
      String begin = random.nextBoolean() ? "" : VALUES.get(random.nextInt(VALUES.size()));
      send(ROUTES.get(random.nextInt(ROUTES.size())), header + ": " + begin + text(random));
    }
    assertNoDefect();
  }

  @Test
  void no_random_header_of_a_part_is_a_defect() throws Exception {
    var random = new Random(128);
    for (int i = 0; i < RANDOM_REQUESTS / 3; i++) {
      String disposition = "Content-Disposition: form-data; name=\"schema\"";
      String header =
          switch (random.nextInt(3)) {
            case 0 -> "Content-Disposition: form-data; " + text(random);
            case 1 -> disposition + "\r\nContent-Type: text/csv;" + text(random);
            default -> disposition + text(random);
          };
      multipart(header);
    }
    assertNoDefect();
  }

  @Test
  void no_random_query_is_a_defect() throws Exception {
    var random = new Random(129);
    for (int i = 0; i < RANDOM_REQUESTS / 3; i++) {
      String query = text(random).replaceAll("[ \t]", "%");
      send(ROUTES.get(random.nextInt(ROUTES.size())) + "?" + query, "X: y");
    }
    assertNoDefect();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"",
        "text/csv; charset=\"x",
        ";;;",
        "multipart/form-data; boundary=\"b",
        "text/csv; =\""
      })
  void a_media_type_that_cannot_be_read_is_415(String type) throws Exception {
    for (String route : List.of("transform", "validate", "infer")) {
      assertThat(send("POST /v1/" + route, "Content-Type: " + type))
          .startsWith("HTTP/1.1 415")
          .contains("application/problem+json")
          .contains("\"code\":\"unsupported-media-type\"");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '!',
      value = {
        "text/csv; charset=\"x | a quote in it isn't closed",
        "text/csv, text/csv | a media type is TYPE/SUBTYPE",
        "csv | a media type is TYPE/SUBTYPE",
        "text/ | a media type is TYPE/SUBTYPE",
        "; charset=utf-8 | a media type is TYPE/SUBTYPE",
        "text csv | a media type is TYPE/SUBTYPE",
        "application/gzip | what is packed is found by its first bytes"
      })
  void what_is_wrong_with_a_media_type_is_told(String type, String words) throws Exception {
    assertThat(send("POST /v1/transform", "Content-Type: " + type))
        .startsWith("HTTP/1.1 415")
        .contains(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Content-Length: x | Content-Length",
        "Host: a b | Host",
        "X y: 1 | a character where that isn't allowed",
        "X: a\u0000b | the control character 0x0",
        "Content-Length: 99999999999999999999 | it isn't valid HTTP",
        "Content-Length: 4~Content-Length: 5 | Content-Length isn't one number",
        "Content-Length: 4~Transfer-Encoding: chunked | both a Content-Length and a"
            + " Transfer-Encoding",
        "Transfer-Encoding: gzip | Transfer-Encoding can't be read",
        "Host: a:x | its host isn't one name",
        "Host: a:99999999999 | its host isn't one name",
        "Host: localhost~Host: localhost | Host is given twice",
        "X: a~ b: c | continues in a second line",
        "Expect: more | Expect isn't 100-continue",
      })
  void what_is_wrong_with_a_request_is_told(String header, String words) throws Exception {
    assertThat(send("POST /v1/transform", header.replace("~", "\r\n")))
        .startsWith("HTTP/1.1 400")
        .contains("the request can't be read: ")
        .containsIgnoringCase(words)
        .doesNotContain("Bad Request\"", "xception", "CNTL", "SPACE", "input string");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "G\u0001T /livez HTTP/1.1 | 400 | the control character 0x1",
        "'\u0016\u0003\u0001\u0002' | 400 | with which TLS begins",
        "GET /li\u007fvez HTTP/1.1 | 400 | the control character 0x7f",
        "GET /\u00ff HTTP/1.1 | 400 | its path is ambiguous, or has",
        "GET /%ff HTTP/1.1 | 400 | its path is ambiguous, or has",
        "GET /a%2fb HTTP/1.1 | 400 | its path is ambiguous, or has",
        "GET //livez HTTP/1.1 | 400 | its path is ambiguous, or has",
        "GET /livez HTTP/9.1 | 400 | its HTTP version can't be read",
        "GET | 400 | it has no path",
        "GET http://[x/ HTTP/1.1 | 400 | it isn't valid HTTP",
        "OPTIONS * HTTP/1.1 | 404 | there is no resource at *",
        "POST /transform HTTP/1.1 | 404 | /transform: paths begin with /v1",
        "PUT /v1/infer/a.csv HTTP/1.1 | 404 | /v1/infer/a.csv: paths begin with /v1, and curl"
      })
  void what_is_wrong_with_a_request_line_is_told(String line, int status, String words)
      throws Exception {
    try (var raw = served.connect()) {
      raw.send(line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n").stopSending();
      assertThat(raw.readToEnd())
          .startsWith("HTTP/1.1 " + status)
          .containsIgnoringCase(words)
          .doesNotContain("xception", "CNTL", "Not Found\"", "null");
    }
  }

  /// RFC 9110, 12.4.1: a preference that can't be read may be disregarded.
  @ParameterizedTest
  @ValueSource(strings = {"Accept: \"", "Accept-Encoding: \"", "Accept: text/html;q=\""})
  void a_preference_that_cannot_be_read_is_none(String header) throws Exception {
    assertThat(send("POST /v1/transform", header))
        .startsWith("HTTP/1.1 200")
        .contains("application/x-ndjson");
    assertThat(send("GET /", header)).startsWith("HTTP/1.1 200").contains("text/plain");
  }

  @Test
  void of_several_lines_only_the_one_that_cannot_be_read_is_disregarded() throws Exception {
    assertThat(send("POST /v1/transform", "Accept: \"\r\nAccept: application/jsonl"))
        .startsWith("HTTP/1.1 200")
        .contains("application/jsonl");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '!',
      value = {
        "Content-Encoding: gzip~Content-Encoding: gzip | 415 | unsupported-media-type",
        "Content-Encoding: gzip~Content-Encoding: zstd | 415 | unsupported-media-type",
        "Content-Encoding: identity, gzip | 415 | unsupported-media-type",
        "Content-Type: text/csv~Content-Type: text/csv | 400 | bad-request",
        "Content-Type: text/csv~Content-Type: text/plain | 400 | bad-request",
        "Content-Type: text/csv; charset=utf-8; charset=latin1 | 400 | bad-option",
        "Content-Type: text/csv; charset=utf-8; CHARSET=utf-8 | 400 | bad-option",
        "Content-Type: text/csv; header=present; header=absent | 400 | bad-option",
        "Content-Type: multipart/form-data; boundary=a; boundary=b | 400 | bad-multipart",
        "Transfer-Encoding: gzip, chunked | 400 | bad-request",
        "Transfer-Encoding: deflate~Transfer-Encoding: chunked | 400 | bad-request",
        "Transfer-Encoding: gzip | 400 | bad-request",
        "Content-Length: 4~Content-Length: 3 | 400 | bad-request",
        "Content-Length: +4 | 400 | bad-request",
        "Content-Length: -4 | 400 | bad-request",
        "Content-Length: 4, 4 | 400 | bad-request",
        "Content-Length: 4, 5 | 400 | bad-request",
        "Content-Length: 4 4 | 400 | bad-request",
        "Content-Length: 0x4 | 400 | bad-request",
        "Content-Length: | 400 | bad-request",
        "Content-Length: 99999999999999999999 | 400 | bad-request",
        "Content-Length: 9223372036854775808 | 400 | bad-request"
      })
  void what_is_said_twice_is_refused(String headers, int status, String code) throws Exception {
    for (String route : List.of("transform", "validate", "infer")) {
      if (route.equals("infer") && code.equals("bad-multipart")) {
        continue;
      }
      assertThat(send("POST /v1/" + route, headers.replace("~", "\r\n")))
          .as(route)
          .startsWith("HTTP/1.1 " + status)
          .contains("\"code\":\"" + code + "\"");
    }
  }

  /// An empty list element is ignored (RFC 9110, section 5.6.1.2), and `TE` concerns the response.
  @ParameterizedTest
  @ValueSource(
      strings = {"Content-Encoding: ,identity,", "Content-Encoding: ", "TE: gzip, chunked"})
  void what_says_nothing_is_ignored(String header) throws Exception {
    assertThat(send("POST /v1/transform", header)).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delimiter=%A7",
        "delimiter=%C3",
        "delimiter=%ff",
        "comment=%C0%AF",
        "schema=%ff",
        "schema=%ED%A0%80",
        "%ff=x",
        "header=%E2%82",
        "quote=%",
        "quote=%4",
        "quote=%zz",
        "escape=%F4%90%80%80",
        "delimiter=\u00a7"
      })
  void a_query_that_is_not_utf_8_is_a_bad_option(String query) throws Exception {
    for (String route : List.of("transform", "validate", "infer")) {
      assertThat(send("POST /v1/" + route + "?" + query, "Content-Type: text/csv"))
          .as(route)
          .startsWith("HTTP/1.1 400")
          .containsAnyOf("\"code\":\"bad-option\"", "\"code\":\"bad-request\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"delimiter=%C2%A7", "delimiter=\u00c2\u00a7"})
  void utf_8_is_read_percent_encoded_or_not(String query) throws Exception {
    String request =
        "POST /v1/transform?%s HTTP/1.1\r\nHost: x\r\nContent-Length: 8\r\nConnection: close\r\n"
            + "\r\na\u00c2\u00a7b\n1\u00c2\u00a7";
    try (var raw = served.connect()) {
      assertThat(raw.send(request.formatted(query)).readToEnd())
          .contains("{\"a\":\"1\",\"b\":\"\"}");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '!',
      value = {
        "Content-Disposition: form-data; Name=\"schema\"; FILENAME=\"x\" | 200",
        "CONTENT-DISPOSITION: Form-Data; NAME=schema | 200",
        "Content-Disposition: form-data; name=\"schema | 400",
        "Content-Disposition: form-data; name=\"schema\"; name=\"file\" | 400",
        "Content-Disposition: form-data; name=\"schema\"~Content-Disposition: form-data | 400",
        "Content-Disposition: \" | 400",
        "Content-Disposition: | 400",
        "X: y | 400"
      })
  void a_part_has_one_name_however_it_is_written(String header, int status) throws Exception {
    assertThat(multipart(header.replace("~", "\r\n"))).startsWith("HTTP/1.1 " + status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type: text/csv; charset=\"x",
        "Content-Type: text/csv; charset=utf-8; charset=latin1",
        "Content-Type: text/csv\r\nContent-Type: text/csv"
      })
  void the_media_type_of_the_file_is_clear_or_refused(String header) throws Exception {
    String schema = "Content-Disposition: form-data; name=schema";
    String file = "Content-Disposition: form-data; name=file\r\n" + header;
    assertThat(multipart(schema, file)).startsWith("HTTP/1.1 400");
  }

  private static String multipart(String schemaHeader) throws IOException {
    return multipart(schemaHeader, "content-disposition: form-data; Name=\"file\"");
  }

  private static String multipart(String schemaHeader, String fileHeader) throws IOException {
    String body =
        "--b\r\n%s\r\n\r\n{\"fields\":[{\"name\":\"a\"}]}\r\n--b\r\n%s\r\n\r\na\n1\n\r\n--b--\r\n"
            .formatted(schemaHeader, fileHeader);
    try (var raw = served.connect()) {
      raw.send(
          "POST /v1/transform HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: "
              + body.length()
              + "\r\nContent-Type: multipart/form-data; boundary=b\r\n\r\n"
              + body);
      return checked(raw.readToEnd(), schemaHeader);
    }
  }

  /// Sends a request with that header in place of a usual one of that name.
  private static String send(String route, String header) throws IOException {
    var request = new StringBuilder(route + " HTTP/1.1\r\n");
    for (String usual : List.of("Host: x", "Connection: close")) {
      if (!header.startsWith(usual.substring(0, usual.indexOf(' ')))) {
        request.append(usual).append("\r\n");
      }
    }
    boolean isFramed =
        header.startsWith("Content-Length") || header.startsWith("Transfer-Encoding");
    if (route.startsWith("POST") && !isFramed) {
      request.append("Content-Length: 4\r\n");
    }
    request.append(header).append("\r\n\r\n").append(route.startsWith("POST") ? "a\n1\n" : "");
    try (var raw = served.connect()) {
      raw.send(request.toString()).stopSending();
      return checked(raw.readToEnd(), route + " " + header);
    }
  }

  private static String checked(String answer, String asked) {
    assertThat(answer).as(asked).startsWith("HTTP/1.1 ").doesNotStartWith("HTTP/1.1 5");
    return answer;
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    for (int length = random.nextInt(24); length > 0; length--) {
      text.append(
          random.nextInt(3) > 0
              ? STRUCTURE.charAt(random.nextInt(STRUCTURE.length()))
              : (char)
                  (random.nextBoolean() ? 32 + random.nextInt(95) : 128 + random.nextInt(128)));
    }
    return text.toString();
  }

  private static void assertNoDefect() throws Exception {
    assertThat(served.get("/metrics").body())
        .contains("rowgate_http_request_outcomes_total{outcome=\"defect\"} 0.0");
  }
}
