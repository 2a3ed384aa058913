package dev.rowgate.http.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.http.Curl;
import dev.rowgate.http.Served;
import dev.rowgate.http.settings.Access;
import dev.rowgate.http.settings.Settings;
import dev.rowgate.options.Limits;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests that a service on loopback answers only to its own names, so that a web page with DNS
/// rebinding gets nothing.
@Timeout(240)
class HostsTest {

  private static Served served;

  @BeforeAll
  static void start() {
    var access = new Access(List.of("rowgate.test"), List.of(), List.of());
    served = Served.startAs(settings(null).with(access), Limits.STANDARD.idleTime());
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  private static Settings settings(String host) {
    return new Settings(host, 0, null, Limits.STANDARD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "localhost:8080",
        "LocalHost",
        "localhost.",
        "localhost.:1",
        "127.0.0.1",
        "127.0.0.1:9",
        "192.0.2.7",
        "[::1]",
        "[::1]:8080",
        "[2001:DB8::1]",
        "rowgate.test",
        "ROWGATE.test.:8080",
      })
  void a_name_of_its_own_is_answered(String host) throws Exception {
    assertThat(get("/livez", host)).startsWith("HTTP/1.1 200 ");
    assertThat(Curl.http2("-H", "Host: " + host, served.url() + "/livez").out()).isEqualTo("ok\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:8080",
        "localhost.evil.example",
        "evil.localhost",
        "xlocalhost",
        "localhostx",
        "127.0.0.1.evil.example",
        "127.0.0.1.nip.io:80",
        "1.2.3",
        "256.0.0.1",
        "2130706433",
        "0x7f.0.0.1",
        "sub.rowgate.test",
        "rowgate.test.evil.example",
      })
  void another_name_is_refused_everywhere(String host) throws Exception {
    for (String path : List.of("/", "/livez", "/v1/schemas", "/metrics", "/nowhere")) {
      assertThat(get(path, host))
          .as(path)
          .startsWith("HTTP/1.1 421 ")
          .contains("\"code\":\"unknown-host\"", "--allowed-host");
      assertThat(Curl.http2("-H", "Host: " + host, served.url() + path).out())
          .as(path)
          .contains("\"status\":421", "\"code\":\"unknown-host\"");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "local host",
        "localhost:x",
        "[::1",
        "a@localhost",
        "[evil]",
        "localhost, evil.example",
        "localhost,evil.example",
        "evil.example, localhost",
        "localhost:80,evil.example",
        "localhost:80, localhost:80",
        "localhost evil.example",
        "localhost\r\nHost: evil.example",
        "evil.example\r\nHost: localhost",
        "localhost\r\nHost: localhost",
        "localhost\r\nHost:",
        "localhost/evil.example"
      })
  void what_is_no_host_is_refused(String host) throws Exception {
    assertThat(get("/livez", host)).matches("(?s)HTTP/1.1 4(00|21) .*\"code\":\"[a-z-]+\".*");
  }

  @Test
  void an_upload_for_another_name_is_refused_before_it_is_over() throws Exception {
    try (var raw = served.connect()) {
      raw.send("POST /v1/transform HTTP/1.1\r\nHost: evil.example\r\n");
      raw.send("Content-Length: 100000000\r\n\r\na,b\n");
      assertThat(raw.readToEnd()).startsWith("HTTP/1.1 421 ").endsWith("}\n");
    }
  }

  @Test
  void the_target_of_a_request_counts_too() throws Exception {
    try (var raw = served.connect()) {
      raw.send("GET http://evil.example/livez HTTP/1.1\r\nHost: evil.example\r\n");
      raw.send("Connection: close\r\n\r\n");
      assertThat(raw.readToEnd()).startsWith("HTTP/1.1 421 ");
    }
  }

  /// A page with DNS rebinding can send any header.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Rowgate-Sidecar: nginx",
        "X-Forwarded-Host: localhost",
        "Forwarded: host=localhost",
        "X-Forwarded-For: 127.0.0.1"
      })
  void no_header_of_a_proxy_opens_it(String header) throws Exception {
    try (var raw = served.connect()) {
      raw.send("GET /v1/schemas HTTP/1.1\r\nHost: evil.example\r\n" + header + "\r\n");
      raw.send("Connection: close\r\n\r\n");
      assertThat(raw.readToEnd()).startsWith("HTTP/1.1 421 ");
    }
  }

  @Test
  void a_client_of_http_1_0_need_not_name_a_host() throws Exception {
    try (var raw = served.connect()) {
      raw.send("GET /livez HTTP/1.0\r\n\r\n");
      assertThat(raw.readToEnd()).contains(" 200 ").endsWith("ok\n");
    }
  }

  @Test
  void a_service_that_others_reach_answers_to_all_names_unless_it_is_given_some() throws Exception {
    try (var open = Served.startAs(settings("0.0.0.0"), Limits.STANDARD.idleTime())) {
      assertThat(get(open, "/livez", "whatever.example")).startsWith("HTTP/1.1 200 ");
    }
    var access = new Access(List.of("rowgate.test"), List.of(), List.of());
    try (var named = Served.startAs(settings("0.0.0.0").with(access), Limits.STANDARD.idleTime())) {
      assertThat(get(named, "/livez", "rowgate.test")).startsWith("HTTP/1.1 200 ");
      assertThat(get(named, "/livez", "whatever.example")).startsWith("HTTP/1.1 421 ");
    }
  }

  @Test
  void the_second_port_asks_too() throws Exception {
    try (var two =
        Served.startAs(
            settings(null).withAdmin(new Settings.Address("127.0.0.1", 0)),
            Limits.STANDARD.idleTime())) {
      String metrics = two.adminUrl() + "/metrics";
      assertThat(Curl.run(metrics).out()).contains("rowgate_");
      assertThat(Curl.run("-H", "Host: evil.example", metrics).out()).contains("unknown-host");
    }
  }

  private static String get(String path, String host) throws Exception {
    return get(served, path, host);
  }

  private static String get(Served service, String path, String host) throws Exception {
    try (var raw = service.connect()) {
      raw.send("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
      return raw.readToEnd();
    }
  }
}
