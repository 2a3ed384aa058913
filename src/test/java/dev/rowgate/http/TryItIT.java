package dev.rowgate.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests the page at `/` in a real browser, once for each of its layouts: 960 pixels is the
/// narrowest window with two columns. How a file gets in, its schema, the warnings and remedies.
@Timeout(300)
class TryItIT {

  private static final String SEMICOLONS = "id;price;since\n1;2,5;2024-01-31\n2;3,75;2024-02-29\n";

  @TempDir private static Path dir;
  private static TryItRig rig;

  private TryIt page;

  @BeforeAll
  static void start() throws Exception {
    Path schemas = Files.createDirectory(dir.resolve("schemas"));
    Files.writeString(
        schemas.resolve("people.json"),
        "{\"fields\":[{\"name\":\"name\"},{\"name\":\"age\",\"type\":\"integer\"}]}");
    rig = TryItRig.start(dir, "--schemas=" + schemas);
  }

  @AfterAll
  static void stop() {
    if (rig != null) {
      rig.close();
    }
  }

  private void open(int width) {
    page = rig.open(width, ColorScheme.LIGHT);
  }

  @AfterEach
  void nothing_is_complained_of() {
    page.close();
    rig.assertNoErrors();
  }

  private static Path file(String name, String text) throws Exception {
    return Files.writeString(dir.resolve(name), text);
  }

  private List<String> types() {
    return page.page()
        .locator("#fields select")
        .evaluateAll("all => all.map(one => one.value)")
        .toString()
        .transform(text -> List.of(text.replaceAll("[\\[\\] ]", "").split(",")));
  }

  @ParameterizedTest
  @ValueSource(ints = {960, 390})
  void a_chosen_file_is_inferred_at_once_whatever_schema_was_there(int width) throws Exception {
    open(width);
    page.sample("people");

    page.choose(file("prices.csv", SEMICOLONS));
    page.await("document.querySelectorAll('#fields tr').length === 3");

    assertThat(types()).containsExactly("integer", "number", "date");
    assertThat(page.value("#schema-text"))
        .contains("\"delimiter\": \";\"", "\"decimalChar\": \",\"", "\"name\": \"since\"");
    assertThat(page.value("#text")).isEqualTo(SEMICOLONS);
    assertThat(page.text("#file-facts")).isEqualTo("50 B · 2 records · 3 columns");
    page.convert("Complete");
    assertThat(page.status()).isEqualTo("Complete: 2 rows, 0 rejected, of 2 records.");
  }

  @Test
  void another_file_takes_nothing_of_the_last_one() throws Exception {
    open(1280);
    page.sample("people");
    page.convert("Complete");
    page.page().evaluate("() => { document.getElementById('missingCells').value = 'null' }");

    page.choose(file("short.csv", "a;b;c\n1;2;3\n4;5\n"));
    page.await("document.querySelectorAll('#fields tr').length === 3");
    assertThat(page.page().locator("#results").isVisible()).isFalse();
    assertThat(page.value("#missingCells")).isEmpty();
    page.convert("Complete: 1 row, 1 rejected");

    page.choose(file("book.xlsx", "PK\u0003\u0004"));
    page.await("!document.getElementById('notice').hidden");
    assertThat(page.page().locator("#results").isVisible()).isFalse();
    assertThat(page.value("#schema-text")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {960, 390})
  void a_file_is_dropped_a_text_pasted_or_typed(int width) {
    open(width);

    page.page()
        .evaluate(
            """
            text => {
              const data = new DataTransfer();
              data.items.add(new File([text], 'dropped.csv'));
              document.querySelector('.top').dispatchEvent(
                new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
            }\
            """,
            SEMICOLONS);
    page.awaitChecked("valid");
    assertThat(page.text("#file-name")).isEqualTo("dropped.csv");

    page.page()
        .evaluate(
            """
            () => {
              const data = new DataTransfer();
              data.setData('text/plain', 'a\\tb\\n1\\tx\\n2\\ty\\n');
              document.body.dispatchEvent(
                new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
            }\
            """);
    page.await("document.getElementById('delimiter').value === 'tab'");
    assertThat(page.text("#file-name")).isEqualTo("pasted.csv");

    page.type("#text", "day|n\n2024-01-31|1\n");
    page.await("document.getElementById('delimiter').value === '|'");
    assertThat(types()).containsExactly("date", "integer");
  }

  @ParameterizedTest
  @ValueSource(ints = {960, 390})
  void the_table_and_the_json_of_a_schema_are_equal(int width) throws Exception {
    open(width);
    page.choose(file("prices.csv", SEMICOLONS));
    page.awaitChecked("valid");
    Page raw = page.page();

    raw.selectOption("[aria-label='Type of id']", "string");
    raw.check("[aria-label='Required of price']");
    page.type("[aria-label='Missing values of price']", "\"\", NA");
    raw.press("[aria-label='Missing values of price']", "Tab");
    page.type("[aria-label='Format of since']", "%Y-%m-%d");
    page.type("[aria-label='Name of id']", "number");

    assertThat(page.value("#schema-text"))
        .contains(
            "{\"name\": \"id\", \"type\": \"string\", \"rowgate:name\": \"number\"}",
            "\"constraints\": {\"required\": true}",
            "\"missingValues\": [\"\", \"NA\"]",
            "\"format\": \"%Y-%m-%d\"");
    page.awaitChecked("valid");

    page.type(
        "#schema-text",
        "{\"dialect\": {\"delimiter\": \";\"}, \"schema\": {\"fields\": [{\"name\": \"id\","
            + " \"type\": \"integer\", \"constraints\": {\"maximum\": 12345678901234567890}},"
            + " {\"name\": \"price\"}, {\"name\": \"since\", \"type\": \"date\"}]}}");
    assertThat(types()).containsExactly("integer", "string", "date");
    raw.selectOption("[aria-label='Type of price']", "any");
    assertThat(page.value("#schema-text")).contains("12345678901234567890", "\"type\": \"any\"");
    page.convert("Complete");
    assertThat(page.texts("#rows tbody tr:first-child td"))
        .containsExactly("1", "1", "2,5", "2024-01-31");
  }

  @ParameterizedTest
  @ValueSource(ints = {960, 390})
  void faults_of_a_schema_are_told_while_it_is_typed(int width) throws Exception {
    open(width);
    page.choose(file("prices.csv", SEMICOLONS));
    page.awaitChecked("valid; it fits the first 2 records");
    String good = page.value("#schema-text");

    page.type("#schema-text", good.replace("\"integer\"", "\"intege\""));
    page.awaitChecked("1 fault");
    assertThat(page.text("#schema-faults")).contains("did you mean 'integer'?");
    assertThat(page.page().getAttribute("[aria-label='Type of id']", "aria-invalid"))
        .isEqualTo("true");

    page.type("#schema-text", good.substring(0, good.length() - 3));
    page.await("document.getElementById('schema-faults').textContent.includes('not JSON')");

    page.type("#schema-text", good.replace("\"since\"", "\"until\""));
    page.await("document.getElementById('schema-faults').textContent.includes('until')");

    page.type("#schema-text", good.replace("\"number\"", "\"integer\""));
    page.awaitChecked("valid; of the first 2 records it rejects 2");
    assertThat(page.text("#schema-faults")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {960, 390})
  void a_warning_has_a_button_for_each_remedy(int width) throws Exception {
    open(width);
    page.sample("orders with semicolons");
    assertThat(page.texts("#advice button")).containsExactly("day first", "month first");
    page.page().click("#advice button:text-is('day first')");
    assertThat(page.value("[aria-label='Format of Datum']")).isEqualTo("%d/%m/%Y");
    page.awaitChecked("valid; it fits");

    page.choose(file("two.csv", "id;n\n1;2\n3;4\n"));
    page.await("document.querySelectorAll('#fields tr').length === 2");
    page.type("#delimiter", ",");
    page.page().press("#delimiter", "Tab");
    page.await("document.querySelectorAll('#fields tr').length === 1");
    page.convert("Complete");
    page.page().click("#result-advice button:text-is('use ;')");
    page.await("document.querySelectorAll('#fields tr').length === 2");
    page.convert("Complete: 2 rows, 0 rejected");
    assertThat(page.texts("#rows tbody tr:first-child td")).containsExactly("1", "1", "2");
  }

  @ParameterizedTest
  @ValueSource(ints = {960, 390})
  void a_text_that_was_not_utf_8_is_edited(int width) throws Exception {
    open(width);
    byte[] text = "name,city\nJosé,Köln\n".getBytes(StandardCharsets.ISO_8859_1);
    page.choose(Files.write(dir.resolve("latin.csv"), text));
    page.await("document.getElementById('encoding').value === 'windows-1252'");
    page.await("document.getElementById('text').value.includes('José')");
    assertThat(page.texts("#advice button")).contains("read as iso-8859-1");

    page.type("#text", "name,city\nJosé,Zürich\n");
    page.await("document.getElementById('encoding').value === 'utf-8'");
    page.convert("Complete");

    assertThat(page.texts("#rows tbody td")).containsExactly("1", "José", "Zürich");
  }

  @ParameterizedTest
  @ValueSource(ints = {960, 390})
  void the_keyboard_is_enough(int width) {
    open(width);
    Page raw = page.page();
    raw.keyboard().press("Tab");
    assertThat((String) raw.evaluate("document.activeElement.className")).isEqualTo("skip");
    raw.focus("#samples button");
    raw.keyboard().press("Enter");
    page.awaitChecked("valid");
    raw.keyboard().press("Control+Enter");
    page.await("document.getElementById('status').textContent.startsWith('Complete')");
    raw.focus("#groups button");
    raw.keyboard().press("Enter");
    page.await("document.querySelector('#record-lines mark') !== null");
    raw.keyboard().press("Escape");
    assertThat((boolean) raw.evaluate("document.getElementById('record').open")).isFalse();
    assertThat((String) raw.evaluate("document.activeElement.textContent")).isEqualTo("look");
  }

  @ParameterizedTest
  @ValueSource(ints = {960, 390})
  void a_schema_of_the_service_is_used_by_its_name(int width) throws Exception {
    open(width);
    page.choose(file("two.csv", "name,age\nAda,36\nGrace,old\n"));
    page.await("document.querySelector('#schema-source option[value=\"named:people\"]') !== null");
    page.page().selectOption("#schema-source", "named:people");
    page.await("document.getElementById('schema-text').value.includes('integer')");

    page.convert("Complete: 1 row, 1 rejected");

    assertThat(page.text("#curl")).contains("?schema=people").doesNotContain("schema=@");
    page.page().selectOption("#schema-source", "none");
    page.convert("Complete: 2 rows, 0 rejected");
  }
}
