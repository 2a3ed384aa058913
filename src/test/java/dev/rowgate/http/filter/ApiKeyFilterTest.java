package dev.rowgate.http.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.http.Curl;
import dev.rowgate.http.Served;
import dev.rowgate.http.settings.Settings;
import dev.rowgate.http.watched.ApiKeyFileTest;
import dev.rowgate.options.Limits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests what a service with API keys requires, and on which routes.
@Timeout(240)
class ApiKeyFilterTest {

  private static Served served;

  @BeforeAll
  static void start(@TempDir Path dir) throws Exception {
    Files.writeString(dir.resolve("people.json"), "{\"fields\":[{\"name\":\"a\"}]}");
    Path keys = dir.resolve("keys");
    Files.writeString(
        keys, ApiKeyFileTest.line("ada", "one") + ApiKeyFileTest.line("bob", "tw0~+/=="));
    var settings = new Settings(null, 0, dir, Limits.STANDARD).withKeys(keys);
    served = Served.start(settings, Limits.STANDARD.idleTime());
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer one", "bearer   one", "BEARER tw0~+/==", "Bearer one "})
  void a_known_key_opens(String authorization) throws Exception {
    assertThat(post("Authorization: " + authorization + "\r\n"))
        .startsWith("HTTP/1.1 200")
        .contains("\"complete\":true");
  }

  @Test
  void without_a_key_it_is_401_with_the_way_in() throws Exception {
    assertThat(post(""))
        .startsWith("HTTP/1.1 401")
        .contains("WWW-Authenticate: Bearer realm=\"rowgate\"\r\n")
        .contains("Content-Type: application/problem+json")
        .contains("\"code\":\"unauthorized\"", "Authorization: Bearer KEY");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer two",
        "Bearer",
        "Bearer ",
        "Bearer one two",
        "Bearerone",
        "Basic b25l",
        "one",
        "Bearer one\r\nAuthorization: Bearer one",
        "Bearer one, Bearer one",
      })
  void another_key_is_401_and_told_so(String authorization) throws Exception {
    assertThat(post("Authorization: " + authorization + "\r\n"))
        .startsWith("HTTP/1.1 401")
        .contains("WWW-Authenticate: Bearer realm=\"rowgate\", error=\"invalid_token\"\r\n")
        .contains("\"code\":\"unauthorized\"", "Authorization: Bearer KEY")
        .doesNotContain("two");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/schemas", "/v1/schemas/people", "/v1/schemas/none"})
  void schemas_need_a_key_too(String path) throws Exception {
    assertThat(served.get(path).statusCode()).isEqualTo(401);
  }

  /// Without a key nobody learns which routes and methods exist.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v1/none",
        "GET /v1/",
        "GET /v1",
        "POST /v1/none",
        "POST /v1/transform/more",
        "POST /v1/schemas",
        "GET /v1/transform",
        "HEAD /v1/infer",
        "DELETE /v1/schemas/people",
        "PATCH /v1/none",
        "OPTIONS /v1/none",
        "TRACE /v1/transform",
        "QUERY /v1/transform"
      })
  void what_does_not_exist_needs_a_key_too(String route) throws Exception {
    String head = route + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n";
    try (var raw = served.connect()) {
      assertThat(raw.send(head + "\r\n").readToEnd())
          .startsWith("HTTP/1.1 401 ")
          .contains("WWW-Authenticate: Bearer", "Cache-Control: no-store");
    }
    try (var raw = served.connect()) {
      String keyed = head + "Authorization: Bearer one\r\n\r\n";
      assertThat(raw.send(keyed).readToEnd()).containsPattern("^HTTP/1.1 40[45] ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/none", "/v2/transform", "/V1/none", "/v1none"})
  void elsewhere_it_is_404_without_one(String path) throws Exception {
    assertThat(served.get(path).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/livez", "/readyz", "/problems/unauthorized"})
  void health_and_help_need_none(String path) throws Exception {
    assertThat(served.get(path).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/transform", "/v1/schemas", "/v1/schemas/people"})
  void what_is_allowed_needs_none(String path) throws Exception {
    try (var raw = served.connect()) {
      raw.send("OPTIONS " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      assertThat(raw.readToEnd()).startsWith("HTTP/1.1 204");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/schemas;x", "/v1;x/schemas", "/%761/schemas", "//v1/schemas"})
  void no_spelling_of_a_path_goes_past_it(String path) throws Exception {
    try (var raw = served.connect()) {
      raw.send("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      assertThat(raw.readToEnd()).containsPattern("^HTTP/1.1 (400|401|404) ");
    }
  }

  @Test
  void a_client_that_waits_for_the_word_to_send_is_turned_away_without_it() throws Exception {
    try (var raw = served.connect()) {
      raw.send(
          "POST /v1/transform HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
              + "Content-Length: 100000000\r\n\r\n");
      assertThat(raw.readToEnd()).startsWith("HTTP/1.1 401").contains("Connection: close");
    }
  }

  @Test
  void the_answer_reaches_curl_while_it_sends_50_megabytes(@TempDir Path dir) throws Exception {
    Path file = dir.resolve("many.csv");
    Files.writeString(file, "a\n" + "0123456789\n".repeat(4_600_000));
    for (String protocol : List.of("--http1.1", "--http2-prior-knowledge")) {
      if (protocol.contains("2")) {
        Curl.assumeHttp2();
      }
      var result =
          Curl.run(
              protocol,
              "-H",
              "Expect:",
              "-H",
              "Authorization: Bearer none",
              "--data-binary",
              "@" + file,
              "-w",
              "%{http_code}",
              served.url() + "/v1/transform");
      assertThat(result.out()).contains("\"code\":\"unauthorized\"").endsWith("401");
    }
  }

  private static String post(String headers) throws Exception {
    try (var raw = served.connect()) {
      raw.send("POST /v1/transform HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers);
      return raw.send("Content-Length: 4\r\n\r\na\n1\n").readToEnd();
    }
  }
}
