package dev.rowgate.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests the page at `/` in a real browser, over loopback.
@Timeout(180)
class TryItIT {

  private static final String STATUS = "document.getElementById('status').textContent";
  private static final String LINES =
      "[...document.querySelectorAll('#rows span')].map(line => line.textContent).join('\\n')";
  private static final String PROBLEMS =
      "[...document.querySelectorAll('#found tr')].map(row => row.innerText).join('\\n')";

  @TempDir private static Path dir;
  private static AppProcess app;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    Browser.assumePresent();
    Path schemas = Files.createDirectory(dir.resolve("schemas"));
    Files.writeString(
        schemas.resolve("people.json"),
        "{\"fields\":[{\"name\":\"name\"},{\"name\":\"age\",\"type\":\"integer\"}]}");
    app = AppProcess.start(dir.resolve("app.log"), "--schemas=" + schemas);
    browser = Browser.open(dir, app.url() + "/");
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
    if (app != null) {
      app.close();
    }
  }

  @BeforeEach
  void reset() throws Exception {
    browser.value("document.getElementById('form').reset()");
  }

  private static void convert(String end) throws Exception {
    browser.value("document.getElementById('convert').click()");
    browser.await(STATUS + ".startsWith('" + end + "')");
  }

  @Test
  void the_sample_is_converted_and_nothing_is_complained_of() throws Exception {
    convert("Complete");

    assertThat(browser.value(STATUS)).isEqualTo("Complete: 2 rows, 2 rejected, of 4 records.");
    assertThat(browser.value(LINES).lines())
        .hasSize(5)
        .contains("{\"name\":\"Ada Lovelace\",\"age\":36,\"joined\":\"2024-03-01\"}")
        .contains("{\"name\":\"Hamilton, Margaret\",\"age\":88,\"joined\":\"2022-07-15\"}")
        .anyMatch(line -> line.startsWith("{\"_summary\":{\"complete\":true,"));
    assertThat(browser.value(PROBLEMS)).contains("type-error", "'old' is not an integer");
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void a_schema_of_the_service_is_offered_and_used() throws Exception {
    browser.await("!!document.querySelector('#schema option[value=\"named:people\"]')");
    browser.value("document.getElementById('csv').value = 'name,age\\nAda,36\\n'");
    browser.value("document.getElementById('schema').value = 'named:people'");

    convert("Complete");

    assertThat(browser.value(LINES)).startsWith("{\"name\":\"Ada\",\"age\":36}\n");
  }

  @Test
  void a_refusal_is_shown_with_what_is_wrong() throws Exception {
    browser.value("document.getElementById('schema-text').value = '{\"fields\":[{}]}'");

    convert("Refused with 400");

    assertThat(browser.value(PROBLEMS)).contains("/fields/0", "schema-missing-property");
    assertThat(browser.value(LINES)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "light, 'rgb(255, 255, 255)', 'rgb(27, 31, 36)'",
    "dark, 'rgb(15, 19, 24)', 'rgb(230, 237, 243)'"
  })
  void its_colours_are_those_that_the_person_likes(String scheme, String back, String text)
      throws Exception {
    browser.prefer(scheme);

    assertThat(browser.value("getComputedStyle(document.body).backgroundColor")).isEqualTo(back);
    assertThat(browser.value("getComputedStyle(document.body).color")).isEqualTo(text);
  }
}
