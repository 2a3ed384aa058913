package dev.rowgate.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.http.Served;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
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
  void its_policy_allows_its_own_script_and_style_and_no_other() throws Exception {
    var answer = home(BROWSER);
    String policy = answer.headers().firstValue("Content-Security-Policy").orElseThrow();

    assertThat(policy)
        .contains("default-src 'none'", "connect-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe", "*");
    for (String element : new String[] {"script", "style"}) {
      Matcher content =
          Pattern.compile("(?s)<" + element + ">(.*?)</" + element + ">").matcher(answer.body());
      assertThat(content.find()).isTrue();
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(content.group(1).getBytes(StandardCharsets.UTF_8));
      assertThat(policy)
          .contains(element + "-src 'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
      assertThat(content.find()).as("a second " + element).isFalse();
    }
  }

  @Test
  void every_control_of_the_page_has_a_label() throws Exception {
    String page = home(BROWSER).body();
    Matcher control = Pattern.compile("<(?:input|select|textarea) id=\"([a-z-]+)\"").matcher(page);
    int controls = 0;
    while (control.find()) {
      assertThat(page).contains("<label for=\"" + control.group(1) + "\">");
      controls++;
    }
    assertThat(controls).isGreaterThan(8);
    assertThat(page).contains("<html lang=\"en\">", "role=\"status\"", "name=\"viewport\"");
  }

  private static HttpResponse<String> home(String accept) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(served.url() + "/")).header("Accept", accept).build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }
}
