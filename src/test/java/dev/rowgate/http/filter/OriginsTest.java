package dev.rowgate.http.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.http.Curl;
import dev.rowgate.http.Served;
import dev.rowgate.http.settings.Access;
import dev.rowgate.http.settings.Settings;
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

/// Tests which web pages may use the service from a browser: its own, and those of configured
/// origins.
@Timeout(240)
class OriginsTest {

  private static final String APP = "https://app.example.com";

  @TempDir static Path dir;
  private static Served served;

  @BeforeAll
  static void start() throws Exception {
    Path keys = Files.writeString(dir.resolve("keys"), "a sha256:" + "0".repeat(64));
    var access = new Access(List.of(), List.of(APP, "http://[::1]:3000"), List.of());
    var settings = new Settings(null, 0, null, Limits.STANDARD);
    served = Served.startAs(settings.with(access), Limits.STANDARD.idleTime());
    keyed = Served.startAs(settings.with(access).withKeys(keys), Limits.STANDARD.idleTime());
  }

  private static Served keyed;

  @AfterAll
  static void stop() {
    served.close();
    keyed.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sec-Fetch-Site: cross-site",
        "sec-fetch-site: Cross-Site",
        "Sec-Fetch-Site: cross-site\r\nOrigin: http://localhost:8080",
        "Origin: https://evil.example",
        "Origin: http://evil.example:8080\r\nSec-Fetch-Site: same-site",
        "Origin: http://localhost.evil.example",
        "Origin: http://127.0.0.1:8080",
        "Origin: http://localhost@evil.example",
        "Origin: null",
        "Origin: file://",
        "Origin: not an origin",
        "Origin: https://app.example.com:444",
        "Origin: https://app.example.com.evil.example",
        "Origin: https://app.example.com\r\nOrigin: https://evil.example",
        "Origin: https://evil.example\r\nX-Forwarded-Host: localhost",
        "Origin: http://localhost:8080, https://evil.example",
        "Origin: http://localhost:8080,https://evil.example",
        "Origin: http://localhost:8080 https://evil.example",
        "Origin: https://evil.example, http://localhost:8080",
        "Origin: https://app.example.com, https://evil.example",
        "Origin: http://localhost:8080\r\nOrigin: http://localhost:8080",
        "Origin: https://app.example.com\r\nOrigin: https://app.example.com",
        "Origin:",
        "Origin: http://localhost:8080\r\nOrigin:",
        "Origin: https://evil.example\r\nX-Forwarded-Host: localhost, evil.example",
        "Sec-Fetch-Site: none, cross-site",
        "Sec-Fetch-Site: cross-site, none",
        "Sec-Fetch-Site: none\r\nSec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Site: none",
        "Sec-Fetch-Site: none\r\nSec-Fetch-Site: none",
        "Sec-Fetch-Site: cross-site;a",
        "Sec-Fetch-Site: \"none\"",
        "Sec-Fetch-Site: crosssite",
        "Sec-Fetch-Site:",
        "Sec-Fetch-Site: cross-site, none\r\nOrigin: http://localhost:8080",
      })
  void a_page_of_another_site_can_send_nothing(String headers) throws Exception {
    for (String path : List.of("/v1/transform", "/v1/validate", "/v1/infer", "/nowhere")) {
      assertThat(send("POST", path, headers))
          .startsWith("HTTP/1.1 403 ")
          .contains("\"code\":\"cross-site\"", "--cors-origin")
          .doesNotContain("Access-Control");
    }
    assertThat(send("PUT", "/v1/transform", headers)).startsWith("HTTP/1.1 403 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Accept: */*",
        "Origin: http://localhost:8080",
        "Origin: http://localhost:3000",
        "Origin: http://LOCALHOST\r\nSec-Fetch-Site: same-origin",
        "Sec-Fetch-Site: none",
        "Origin: https://rowgate.example.com\r\nX-Forwarded-Host: rowgate.example.com:8443",
        "Origin: https://app.example.com\r\nSec-Fetch-Site: cross-site",
        "Origin: http://[::1]:3000\r\nSec-Fetch-Site: cross-site",
      })
  void its_own_pages_and_those_that_are_allowed_can(String headers) throws Exception {
    assertThat(send("POST", "/v1/transform", headers))
        .startsWith("HTTP/1.1 200 ")
        .contains("{\"a\":\"1\"}\n");
  }

  @Test
  void reading_is_left_to_browsers() throws Exception {
    for (String method : List.of("GET", "HEAD", "OPTIONS")) {
      assertThat(send(method, "/v1/schemas", "Sec-Fetch-Site: cross-site\r\nOrigin: null"))
          .as(method)
          .startsWith("HTTP/1.1 20")
          .doesNotContain("Access-Control");
    }
  }

  @Test
  void an_allowed_page_may_read_every_answer() throws Exception {
    String origin = "Origin: " + APP;
    String expected = "Access-Control-Allow-Origin: " + APP + "\r\n";
    assertThat(send("GET", "/v1/schemas", origin)).startsWith("HTTP/1.1 200 ").contains(expected);
    assertThat(send("GET", "/nowhere", origin)).startsWith("HTTP/1.1 404 ").contains(expected);
    assertThat(send("GET", "/?" + "a".repeat(20_000), origin)).startsWith("HTTP/1.1 431 ");
    assertThat(send(keyed, "POST", "/v1/transform", origin))
        .startsWith("HTTP/1.1 401 ")
        .contains(expected);
    assertThat(send("POST", "/v1/transform", origin))
        .contains(expected, "Vary: Origin", "Vary: Accept, Accept-Encoding")
        .containsPattern("Access-Control-Expose-Headers: .*Rowgate-Summary.*X-Request-Id");
    assertThat(send("GET", "/", origin)).contains("Vary: Origin", "Vary: Accept");
    // A cache must not serve one page's response to another.
    assertThat(send("GET", "/v1/schemas", "Accept: */*"))
        .contains("Vary: Origin")
        .doesNotContain("Access-Control");
  }

  @Test
  void a_browser_that_asks_first_is_told() throws Exception {
    String ask =
        "\r\nAccess-Control-Request-Method: POST"
            + "\r\nAccess-Control-Request-Headers: authorization,content-type"
            + "\r\nSec-Fetch-Site: cross-site";
    for (Served each : List.of(served, keyed)) {
      assertThat(send(each, "OPTIONS", "/v1/transform", "Origin: " + APP + ask))
          .startsWith("HTTP/1.1 204 ")
          .contains("Access-Control-Allow-Origin: " + APP + "\r\n")
          .containsPattern("Access-Control-Allow-Methods: .*POST")
          .containsPattern("Access-Control-Allow-Headers: Authorization,.* Content-Type")
          .contains("Access-Control-Max-Age: ");
      assertThat(send(each, "OPTIONS", "/v1/transform", "Origin: https://evil.example" + ask))
          .startsWith("HTTP/1.1 204 ")
          .doesNotContain("Access-Control");
    }
  }

  @Test
  void without_an_allowed_origin_no_answer_speaks_of_any() throws Exception {
    try (var plain = Served.plain()) {
      assertThat(send(plain, "GET", "/v1/schemas", "Origin: " + APP))
          .startsWith("HTTP/1.1 200 ")
          .doesNotContain("Access-Control", "Vary");
    }
  }

  @Test
  void http_2_is_asked_in_the_same_way() throws Exception {
    String url = served.url() + "/v1/transform";
    assertThat(Curl.http2("-d", "a", "-H", "Origin: null", url).out()).contains("cross-site");
    assertThat(Curl.http2("-d", "a", "-H", "Sec-Fetch-Site: cross-site", url).out())
        .contains("cross-site");
    assertThat(Curl.http2("--data-binary", "a\n1\n", "-H", "Origin: " + APP, url).out())
        .contains("{\"a\":\"1\"}\n");
  }

  /// Responses that need a key must not be cached.
  @Test
  void what_needs_a_key_is_kept_by_nobody() throws Exception {
    Path keys =
        Files.writeString(
            dir.resolve("secret"),
            "a sha256:2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b");
    var settings = new Settings(null, 0, null, Limits.STANDARD).withKeys(keys);
    try (var service = Served.startAs(settings, Limits.STANDARD.idleTime())) {
      String key = "Authorization: Bearer secret";
      for (String headers : List.of(key, "Authorization: Bearer wrong", "Accept: */*")) {
        for (String path : List.of("/v1/schemas", "/v1/schemas/nope", "/v1/nope")) {
          assertThat(send(service, "GET", path, headers))
              .as(path)
              .contains("Cache-Control: no-store\r\n");
        }
        for (String path : List.of("/v1/transform", "/v1/validate", "/v1/infer")) {
          assertThat(send(service, "POST", path, headers))
              .as(path)
              .contains("Cache-Control: no-store\r\n");
        }
      }
      assertThat(send(service, "POST", "/v1/transform", key)).startsWith("HTTP/1.1 200 ");
      assertThat(send(service, "POST", "/v1/transform", key + "\r\nOrigin: null"))
          .startsWith("HTTP/1.1 403 ")
          .contains("Cache-Control: no-store\r\n");
      assertThat(send(service, "OPTIONS", "/v1/transform", key)).contains("no-store");
    }
  }

  private static String send(String method, String path, String headers) throws Exception {
    return send(served, method, path, headers);
  }

  private static String send(Served service, String method, String path, String headers)
      throws Exception {
    try (var raw = service.connect()) {
      // In one write: a request that is refused at its head may be answered and closed before a
      // second one.
      raw.send(
          method
              + " "
              + path
              + " HTTP/1.1\r\nHost: localhost:8080\r\n"
              + headers
              + "\r\nConnection: close\r\nContent-Type: text/csv\r\n"
              + (method.startsWith("P") ? "Content-Length: 4\r\n\r\na\n1\n" : "\r\n"));
      return raw.readToEnd();
    }
  }
}
