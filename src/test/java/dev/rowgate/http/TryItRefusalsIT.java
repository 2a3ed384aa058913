package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests in a real browser what the page at `/` shows if the service refuses a file, or asks for a
/// key.
@Timeout(300)
class TryItRefusalsIT {

  private static final String KEY = "a-key-of-the-page-0123456789";

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

  @ParameterizedTest
  @ValueSource(ints = {960, 390})
  void a_refusal_has_no_empty_frames(int width) throws Exception {
    open(width);
    page.choose(Files.createFile(dir.resolve("empty" + width + ".csv")));
    page.await("!document.getElementById('notice').hidden");
    assertThat(page.text("#notice")).isEqualTo("Nothing can be inferred: the file is empty");

    page.convert("Refused with 422: the file is empty.");
    for (String part :
        new String[] {"#groups-part", "#as-table", "#page-on", "#rows", ".downloads"}) {
      assertThat(page.page().isVisible(part)).as(part).isFalse();
    }
    page.choose(Files.write(dir.resolve("book.xlsx"), new byte[] {'P', 'K', 3, 4}));
    page.convert("Refused with");
    assertThat(page.page().isVisible("#rows")).isFalse();

    page.sample("people");
    page.convert("Complete");
    assertThat(page.page().isVisible("#rows")).isTrue();
    assertThat(page.page().isVisible("#groups-part")).isTrue();
  }

  @Test
  void a_key_is_asked_for_by_its_field_alone() throws Exception {
    open(390);
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(KEY.getBytes(UTF_8));
    Path keys =
        Files.writeString(dir.resolve("keys"), "a sha256:" + HexFormat.of().formatHex(hash) + "\n");
    try (AppProcess closed = AppProcess.start(dir.resolve("closed.log"), "--keys=" + keys)) {
      page.page().navigate(closed.url() + "/");
      byte[] text = "name,city\nJosé,Köln\n".getBytes(Charset.forName("windows-1252"));
      page.choose(Files.write(dir.resolve("latin.csv"), text));
      page.await("document.activeElement.id === 'key'");
      assertThat(page.page().isVisible("#notice")).isFalse();
      assertThat(page.text("body")).doesNotContain("Bearer KEY");

      page.type("#key", "wrong");
      page.page().click("#key-use");
      page.await("document.getElementById('key-fault').textContent === 'This key isn’t accepted.'");
      page.await("document.getElementById('found-note').textContent === ''");
      page.page().click("#convert");
      page.await(
          "document.getElementById('status').textContent === 'Converting …'"
              + " && document.getElementById('results').hidden");
      page.await("document.activeElement.id === 'key'");
      page.await(
          "(field => field.top >= 0 && field.bottom <= innerHeight)"
              + "(document.getElementById('key').getBoundingClientRect())");

      page.type("#key", KEY);
      page.page().click("#key-use");
      page.await("document.getElementById('key-asked').hidden");
      page.awaitChecked("valid");
      page.await("document.getElementById('text').value.includes('José')");
      page.convert("Complete: 1 row");
      assertThat(page.texts("#rows tbody td")).containsExactly("1", "José", "Köln");
    }
  }
}
