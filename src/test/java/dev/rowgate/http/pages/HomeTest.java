package dev.rowgate.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.http.Served;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests `/`: a page for browsers, help for terminals.
class HomeTest {

  private static final String BROWSER =
      "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

  /// In the page and in its scripts: files that are loaded.
  private static final Pattern LOADED =
      Pattern.compile("(?:\\./|['\"]page/)([a-z-]+\\.(?:js|css))['\"]");

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
  @ValueSource(strings = {"*/*", "text/plain", "application/json", "text/html;q=0, */*"})
  void a_terminal_gets_help_with_its_own_address(String accept) throws Exception {
    var answer = home(accept);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain;charset=utf-8");
    assertThat(answer.headers().firstValue("Vary")).hasValue("Accept");
    assertThat(answer.body())
        .contains("curl -sS --data-binary", "'" + served.url() + "/v1/transform'", "openapi.json")
        .doesNotContain("${", "<html");
  }

  @Test
  void an_address_that_could_be_more_is_not_repeated() throws Exception {
    try (var raw = served.connect()) {
      raw.send(
          "GET / HTTP/1.1\r\nHost: x\r\nX-Forwarded-Host: evil'$(x)\r\nConnection: close\r\n\r\n");
      assertThat(raw.readToEnd()).doesNotContain("evil");
    }
  }

  @Test
  void a_browser_gets_a_page_that_needs_nothing_from_elsewhere() throws Exception {
    var answer = home(BROWSER);

    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
    assertThat(answer.headers().firstValue("Vary")).hasValue("Accept");
    assertThat(answer.body())
        .startsWith("<!doctype html>")
        .doesNotContain("http://", "https://", " style=", "onclick", "innerHTML", "eval(");
  }

  @Test
  void its_policy_allows_its_own_files_and_nothing_inline() throws Exception {
    var answer = home(BROWSER);
    String policy = answer.headers().firstValue("Content-Security-Policy").orElseThrow();

    assertThat(policy)
        .contains(
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "connect-src 'self'",
            "frame-ancestors 'none'")
        .doesNotContain("unsafe", "*");
    assertThat(answer.body())
        .doesNotContain("<style")
        .doesNotContainPattern("<script(?![^>]*src=)");
  }

  @Test
  void every_file_that_the_page_loads_is_there() throws Exception {
    var toDo = new ArrayDeque<>(List.of("main.js"));
    var seen = new TreeSet<String>();
    Matcher loaded = LOADED.matcher(home(BROWSER).body());
    while (loaded.find()) {
      toDo.add(loaded.group(1));
    }
    while (!toDo.isEmpty()) {
      String name = toDo.remove();
      if (!seen.add(name)) {
        continue;
      }
      var answer = served.get("/page/" + name);
      assertThat(answer.statusCode()).as(name).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type").map(type -> type.replace(" ", "")))
          .hasValue((name.endsWith(".js") ? "text/javascript" : "text/css") + ";charset=utf-8");
      assertThat(answer.body())
          .as(name)
          .doesNotContain("http://", "https://", "innerHTML", "eval(", "setAttribute('style'");
      assertThat(answer.body().lines().count()).as(name).isLessThanOrEqualTo(250);
      for (Matcher used = LOADED.matcher(answer.body()); used.find(); ) {
        toDo.add(used.group(1));
      }
    }
    assertThat(seen).hasSizeGreaterThan(15).contains("reader.js", "tally.js", "results.css");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/page/none.js", "/page/index.html", "/page/..%2fversion", "/page/x.txt"})
  void other_files_are_not_served(String path) throws Exception {
    assertThat(served.get(path).statusCode()).isIn(400, 404);
  }

  private static HttpResponse<String> home(String accept) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(served.url() + "/")).header("Accept", accept).build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }
}
