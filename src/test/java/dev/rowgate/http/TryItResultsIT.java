package dev.rowgate.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests the page at `/` in a real browser at several widths: results, downloads, curl, width, and
/// accessibility. Keeps screenshots in `target/screenshots`.
@Timeout(300)
class TryItResultsIT {

  @TempDir private static Path dir;
  private static TryItRig rig;

  private TryIt page;

  @BeforeAll
  static void start() throws Exception {
    rig = TryItRig.start(dir);
  }

  @AfterAll
  static void stop() {
    if (rig != null) {
      rig.close();
    }
  }

  private void open(int width, ColorScheme scheme) {
    page = rig.open(width, scheme);
  }

  @AfterEach
  void nothing_is_complained_of() {
    page.close();
    rig.assertNoErrors();
  }

  @ParameterizedTest
  @ValueSource(ints = {1280, 960, 390})
  void results_have_errors_in_groups_the_record_in_its_file_strips_and_rows(int width) {
    open(width, ColorScheme.LIGHT);
    assertThat(page.isInView("#convert")).as("before a file").isTrue();
    page.sample("people");
    assertThat(page.isInView("#convert")).as("with a file").isTrue();
    page.convert("Complete");
    assertThat(page.isInView("#convert")).as("with results").isTrue();

    assertThat(page.status()).isEqualTo("Complete: 237 rows, 3 rejected, of 240 records.");
    assertThat(page.texts("#groups tr"))
        .containsExactlyInAnyOrder(
            "type-errorage1lookmake age text",
            "type-errorjoined1lookmake joined text",
            "missing-cellnote1lookfill missing cells with null");
    assertThat(page.texts("#strips th"))
        .containsExactly("rejected", "name", "age", "joined", "rate", "note");
    assertThat(page.page().getAttribute("#strips tr:nth-child(3) canvas", "aria-label"))
        .isEqualTo("age is filled in 97 % of the rows");

    page.page().click("[aria-label='Look at type-error of age']");
    page.await("document.querySelector('#record-lines mark') !== null");
    assertThat(page.texts("#record-lines mark")).containsExactly("old");
    assertThat(page.text("#record-title")).isEqualTo("Record 58, line 73");
    assertThat(page.texts("#record-lines th"))
        .containsExactly("70", "71", "72", "73", "74", "75", "76", "77");
    assertThat(page.texts("#record-lines tr.own td").getFirst())
        .isEqualTo("Tony Hoare,old,2022-10-12,18.75,\"likes engines,");
    page.page().keyboard().press("Escape");

    page.page().check("#only-rejects");
    page.await("document.querySelectorAll('#rows tbody tr').length === 3");
    assertThat(page.text("#page-text")).isEqualTo("1–3 of 3");
    page.page().click("[aria-label='Look at record 124 in the file']");
    page.await("document.getElementById('record-title').textContent.startsWith('Record 124')");
    assertThat(page.text("#record-note")).startsWith("2 of 3");
    page.page().click("#record-on");
    page.await("document.getElementById('record-title').textContent.startsWith('Record 172')");
    page.page().click("#record-close");
    page.page().uncheck("#only-rejects");

    page.page().click("#as-lines");
    page.await("document.querySelectorAll('#rows li').length === 50");
    assertThat(page.texts("#rows li code").getFirst())
        .isEqualTo(
            "{\"name\":\"Ada"
                + " Lovelace\",\"age\":21,\"joined\":\"2019-01-01\",\"rate\":9.00,\"note\":null}");
    page.page().check("#wrap");
    assertThat(
            (boolean)
                page.page()
                    .evaluate(
                        "document.getElementById('rows').scrollWidth <="
                            + " document.getElementById('rows').clientWidth"))
        .isTrue();
    page.page().click("#page-on");
    page.await("document.getElementById('page-text').textContent.startsWith('51–100 of 240')");
  }

  @ParameterizedTest
  @ValueSource(ints = {960, 390})
  void rows_rejects_and_schema_are_downloaded(int width) throws Exception {
    open(width, ColorScheme.LIGHT);
    page.sample("people");
    page.convert("Complete");

    var rows = page.download("#save-rows");
    assertThat(rows.suggestedFilename()).isEqualTo("people.ndjson");
    assertThat(TryIt.contents(rows).lines())
        .hasSize(241)
        .last()
        .asString()
        .startsWith("{\"_summary\":{\"complete\":true");
    var csv = page.download("#save-csv");
    assertThat(csv.suggestedFilename()).isEqualTo("people.rows.csv");
    assertThat(TryIt.contents(csv)).startsWith("name,age,joined,rate,note\r\nAda Lovelace,21,");
    var rejects = page.download("#save-rejects");
    assertThat(rejects.suggestedFilename()).isEqualTo("people.rejects.csv");
    assertThat(TryIt.contents(rejects))
        .startsWith("_line,_errors,name,")
        .contains("\n73,")
        .contains(",old,");
    var schema = page.download("#save-schema");
    assertThat(schema.suggestedFilename()).isEqualTo("people.schema.json");
    assertThat(TryIt.contents(schema)).isEqualTo(page.value("#schema-text"));

    // A rejects file is mended and comes back: its first two columns aren't counted.
    Path again = Files.writeString(dir.resolve("again.csv"), TryIt.contents(rejects));
    page.page().check("#keep-schema");
    page.choose(again);
    page.convert("Complete: 0 rows, 3 rejected");
    page.page().click("[aria-label='Look at type-error of age']");
    page.await("document.querySelector('#record-lines mark') !== null");
    assertThat(page.texts("#record-lines mark")).containsExactly("old");
  }

  @ParameterizedTest
  @ValueSource(ints = {960, 390})
  void the_curl_command_does_the_same(int width) throws Exception {
    open(width, ColorScheme.LIGHT);
    Path work = Files.createTempDirectory(dir, "curl");
    String name = "it's; \"my\" $HOME, `x` & y.csv";
    Path file = Files.writeString(work.resolve(name), "a;b\n1;x\n2;\"y\"\n");
    page.choose(file);
    page.awaitChecked("valid");
    page.page().click("#dialect ~ details summary");
    page.page().selectOption("#nulls", "omit");
    page.convert("Complete");

    var schema = page.download("#save-schema");
    schema.saveAs(work.resolve(schema.suggestedFilename()));
    Path output = dir.resolve("curl.out");
    Process curl =
        new ProcessBuilder("/bin/sh", "-c", page.text("#curl"))
            .directory(work.toFile())
            .redirectOutput(output.toFile())
            .redirectError(dir.resolve("curl.err").toFile())
            .start();

    assertThat(curl.waitFor()).as(Files.readString(dir.resolve("curl.err"))).isZero();
    assertThat(Files.readString(output))
        .isEqualTo(TryIt.contents(page.download("#save-rows")))
        .startsWith("{\"a\":1,\"b\":\"x\"}\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {1280, 960, 390, 320})
  void the_page_is_never_wider_than_its_window(int width) throws Exception {
    open(width, ColorScheme.LIGHT);
    assertThat(page.width()).as("empty").isEqualTo(width);
    String header =
        IntStream.range(0, 300)
            .mapToObj(i -> "a_rather_long_label_of_column_" + i)
            .collect(Collectors.joining(","));
    String row =
        IntStream.range(0, 300).mapToObj(i -> "value" + i).collect(Collectors.joining(","));
    Path wide =
        Files.writeString(
            dir.resolve("w".repeat(120) + ".csv"),
            header + "\n" + row + "\n" + "x".repeat(3000) + "\n" + row + "\n");
    page.choose(wide);
    page.awaitChecked("valid");
    assertThat(page.width()).as("with a schema").isEqualTo(width);
    page.convert("Complete");
    assertThat(page.width()).as("with results").isEqualTo(width);
    page.page().click("#as-lines");
    page.await("document.querySelector('#rows li') !== null");
    assertThat(page.width()).as("with lines").isEqualTo(width);
    assertThat(page.nodes()).isLessThan(4_000);
  }

  @ParameterizedTest
  @CsvSource({"1280, LIGHT", "960, DARK", "390, LIGHT", "390, DARK"})
  void axe_finds_nothing_serious(int width, ColorScheme scheme) throws IOException {
    open(width, scheme);
    String name = width + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT) + "-";
    page.screenshot(name + "1-empty");
    assertThat(violations()).as("empty").isEmpty();
    page.sample("sensors with gaps");
    page.screenshot(name + "2-inferred");
    page.convert("Complete");
    page.screenshot(name + "3-results");
    assertThat(violations()).as("results").isEmpty();
    page.type("#schema-text", "{\"fields\": [{\"name\": \"a\", \"type\": \"x\"}]}");
    page.awaitChecked("1 fault");
    page.page().click("#groups button");
    page.await("document.querySelector('#record-lines mark') !== null");
    page.screenshot(name + "4-record");
    assertThat(violations()).as("faults and a record").isEmpty();
  }

  /// Rules of axe-core that the page breaks, of impact serious or critical.
  @SuppressWarnings("unchecked")
  private List<String> violations() throws IOException {
    Page raw = page.page();
    try (var script = TryItResultsIT.class.getResourceAsStream("/axe.min.js")) {
      // Evaluated by the debugger: the page's policy allows no script of others.
      raw.evaluate(new String(script.readAllBytes(), StandardCharsets.UTF_8));
    }
    var found =
        (List<Map<String, Object>>)
            raw.evaluate(
                """
                () => axe.run(document).then(result => result.violations
                  .filter(one => ['serious', 'critical'].includes(one.impact))
                  .map(one => ({ id: one.id, where: one.nodes.slice(0, 5).map(node => node.html + ' ' + node.failureSummary).join('; ') })))\
                """);
    return found.stream().map(one -> one.get("id") + ": " + one.get("where")).toList();
  }
}
