package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests how the page at `/` shows answers that are cut off, faulty, refused or large, in a real
/// browser.
@Timeout(600)
class TryItAnswersIT {

  private static final String KEY = "a-key-of-the-page-0123456789";
  private static final String DOWNLOADS = ".downloads";
  private static final int MEGABYTE = 1_000_000;

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

  private void open(int width) {
    page = rig.open(width, ColorScheme.LIGHT);
  }

  @AfterEach
  void nothing_is_complained_of() {
    page.close();
    rig.assertNoErrors();
  }

  private void answer(String body) {
    page.page()
        .route(
            "**/v1/transform*",
            route ->
                route.fulfill(
                    new Route.FulfillOptions()
                        .setStatus(200)
                        .setContentType("application/x-ndjson")
                        .setBody(body)));
  }

  @ParameterizedTest
  @ValueSource(ints = {960, 390})
  void an_answer_without_a_summary_is_not_shown_as_whole(int width) {
    open(width);
    page.sample("people");
    answer("{\"name\":\"Ada\"}\n{\"name\":\"Gra");

    page.convert("Cut off");

    assertThat(page.status()).startsWith("Cut off: the answer has no end. 1 row, 0 rejected came;");
    assertThat(page.page().isVisible(DOWNLOADS)).isFalse();
    page.screenshot(width + "-light-5-cut");
  }

  @ParameterizedTest
  @ValueSource(ints = {960, 390})
  void a_summary_of_a_fault_is_not_shown_as_whole(int width) {
    open(width);
    page.sample("people");
    answer(
        "{\"name\":\"Ada\"}\n{\"_summary\":{\"complete\":false,\"recordsRead\":1,\"rowsWritten\":1,"
            + "\"rowsRejected\":0,\"bytesRead\":9,\"problems\":{},\"fault\":{\"code\":\"time-up\","
            + "\"message\":\"the time is up\",\"line\":2,\"byteOffset\":9}}}\n");

    page.convert("Not whole");

    assertThat(page.status()).contains("the time is up (line 2)", "Until then 1 row");
    assertThat(page.page().isVisible(DOWNLOADS)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {960, 390})
  void what_came_before_a_fault_of_the_service_is_shown(int width) throws Exception {
    open(width);
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(("id,n\n" + "1,2\n".repeat(100_000)).getBytes(UTF_8));
    }
    byte[] whole = packed.toByteArray();
    page.choose(Files.write(dir.resolve("cut.csv.gz"), Arrays.copyOf(whole, whole.length / 2)));
    page.page().selectOption("#schema-source", "none");

    page.convert("Not whole");

    assertThat(page.status()).containsPattern("cut off .*Until then [1-9][0-9,]* rows");
    assertThat(page.page().getAttribute("#strips tr:nth-child(2) canvas", "aria-label"))
        .isEqualTo("id is filled in 100 % of the rows");
    assertThat(page.page().locator("#rows tbody tr").count()).isEqualTo(50);
    assertThat(page.page().isVisible(DOWNLOADS)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {960, 390})
  void a_broken_connection_and_a_refusal_are_told(int width) {
    open(width);
    page.sample("people");
    page.page().route("**/v1/transform*", route -> route.abort("connectionreset"));
    page.convert("No whole answer: The connection broke");
    assertThat(page.page().isVisible(DOWNLOADS)).isFalse();
    page.page().unroute("**/v1/transform*");

    page.type("#schema-text", "{\"fields\": [{}]}");
    page.convert("Refused with 400: /fields/0");
    assertThat(page.page().isVisible(DOWNLOADS)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "[Content_Types].xml, a spreadsheet and no CSV",
    "_rels/.rels, a spreadsheet and no CSV",
    "people.csv, compressed",
    "'', compressed",
  })
  void a_spreadsheet_is_not_called_compressed(String entry, String note) throws Exception {
    open(1280);
    var packed = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(packed)) {
      if (!entry.isEmpty()) {
        zip.putNextEntry(new ZipEntry(entry));
        zip.write("a,b\n1,2\n".getBytes(UTF_8));
      }
    }
    page.choose(Files.write(dir.resolve("book.xlsx"), packed.toByteArray()));
    page.await("document.getElementById('text-note').textContent.startsWith('" + note + "')");
  }

  @Test
  void a_key_is_asked_for_where_there_are_keys() throws Exception {
    open(1280);
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(KEY.getBytes(UTF_8));
    Path keys = dir.resolve("keys");
    Files.writeString(keys, "test sha256:" + HexFormat.of().formatHex(hash) + "\n");
    try (AppProcess closed = AppProcess.start(dir.resolve("closed.log"), "--keys=" + keys)) {
      page.page().navigate(closed.url() + "/");
      page.await("!document.getElementById('key-asked').hidden");
      page.type("#key", KEY);
      page.page().click("#key-use");
      page.await("document.getElementById('key-asked').hidden");
      page.sample("people");
      page.convert("Complete: 237 rows");
      assertThat(page.text("#curl")).contains("Bearer $ROWGATE_KEY").doesNotContain(KEY);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {960, 390})
  void the_upload_shows_its_progress_and_is_cancelled(int width) throws Exception {
    open(width);
    page.choose(large("slow.csv", 20));
    page.awaitChecked("valid");
    CDPSession devtools = page.page().context().newCDPSession(page.page());
    devtools.send("Network.enable");
    var slow = new JsonObject();
    slow.addProperty("offline", false);
    slow.addProperty("latency", 0);
    slow.addProperty("downloadThroughput", -1);
    slow.addProperty("uploadThroughput", 2 * MEGABYTE);
    devtools.send("Network.emulateNetworkConditions", slow);

    page.page().click("#convert");
    page.await("/^Sending [1-9].* of /.test(document.getElementById('transfer-text').textContent)");
    assertThat(page.text("#transfer-text"))
        .matches(
            Pattern.compile("Sending [0-9.]+ [KM]?B of 20 MB · \\d+ %( · [0-9.]+ [KMG]?B/s)?"));
    page.screenshot(width + "-light-6-upload");
    assertThat(page.isInView("#cancel")).isTrue();
    page.page().click("#cancel");

    page.await("document.getElementById('status').textContent.startsWith('Cancelled')");
    assertThat(page.page().isVisible("#cancel")).isFalse();
    assertThat(page.page().isVisible(DOWNLOADS)).isFalse();
  }

  @Test
  void the_page_works_through_the_sidecar() throws Exception {
    NginxProcess.assumePresent();
    NginxProcess.assumeStandard();
    Path prefix = Files.createDirectories(dir.resolve("nginx"));
    int port = NginxProcess.freePort();
    Path conf = NginxProcess.shipped(prefix, rig.port(), port, NginxProcess.freePort());
    open(1280);
    try (var _ = NginxProcess.start(prefix, conf, port)) {
      page.page().navigate("http://127.0.0.1:" + port + "/");
      page.sample("people");
      page.convert("Complete: 237 rows, 3 rejected, of 240 records.");
      assertThat(TryIt.contents(page.download("#save-csv"))).startsWith("name,age,joined");
    }
  }

  @Test
  void a_file_of_200_mb_keeps_the_page_usable() throws Exception {
    open(1280);
    page.choose(large("large.csv", 200));
    page.awaitChecked("valid");
    Page raw = page.page();
    raw.click("#convert");
    raw.evaluate(
        """
        window.turns = 0;
        const turn = () => { window.turns++; window.most = Math.max(window.most ?? 0, document.querySelectorAll('*').length); setTimeout(turn, 20); };
        turn();\
        """);
    // While it runs, a click on the page is taken.
    page.await("document.getElementById('transfer').hidden === false");
    raw.click("#dialect ~ details summary");

    page.await("/^(Complete|Not|Cut|No|Ref)/.test(document.getElementById('status').textContent)");
    assertThat(page.status())
        .isEqualTo("Complete: 5,000,000 rows, 0 rejected, of 5,000,000 records.");
    assertThat((int) raw.evaluate("window.most")).isLessThan(2_000);
    assertThat((int) raw.evaluate("window.turns")).isGreaterThan(10);
    assertThat(page.text("#page-text")).isEqualTo("1–50 of 5,000,000, the first 2,000 kept here");
  }

  /// Writes lines of 40 bytes, a megabyte of them again and again.
  private static Path large(String name, int megabytes) throws IOException {
    var lines = new StringBuilder();
    for (int i = 0; i < MEGABYTE / 40; i++) {
      lines.append(10_000_000 + i).append(",Ada Lovelace Byrons,2024-03-01\n");
    }
    byte[] megabyte = lines.toString().getBytes(UTF_8);
    Path file = dir.resolve(name);
    try (var out = Files.newOutputStream(file)) {
      out.write("id,name,joined\n".getBytes(UTF_8));
      for (int i = 0; i < megabytes; i++) {
        out.write(megabyte);
      }
    }
    return file;
  }
}
