package dev.rowgate.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests in a real browser that nothing of the page at `/` is cut off at three widths.
@Timeout(300)
class TryItLayoutIT {

  private static final Charset LATIN = Charset.forName("windows-1252");

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

  /// Columns that stay text because of one cell each, in windows-1252.
  private static Path nearly(int columns) throws Exception {
    var text = new StringBuilder();
    for (int record = -1; record < 30; record++) {
      for (int i = 0; i < columns; i++) {
        String cell =
            record == -1
                ? "Betrag der Größe " + i
                : record == 20 ? "offen" : i + "," + (10 + record);
        text.append(i == 0 ? "" : ";").append(cell);
      }
      text.append('\n');
    }
    return Files.write(dir.resolve("nearly" + columns + ".csv"), text.toString().getBytes(LATIN));
  }

  private boolean is(String expression) {
    return (boolean) page.page().evaluate("() => Boolean(" + expression + ")");
  }

  /// Whether an element shows all of its content without being scrolled to the right.
  private boolean isWide(String selector) {
    return is(
        "(box => box.scrollWidth <= box.clientWidth)(document.querySelector('" + selector + "'))");
  }

  /// Whether all elements that match are within the box, without scrolling it.
  private boolean areWithin(String box, String selector) {
    return (boolean)
        page.page()
            .evaluate(
                """
                ([box, selector]) => {
                  const outer = document.querySelector(box).getBoundingClientRect();
                  const all = [...document.querySelectorAll(selector)].map(one => one.getBoundingClientRect());
                  return all.length > 0 && all.every(inner => inner.width > 0 && inner.left >= outer.left - 1
                    && inner.right <= outer.right + 1 && inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1);
                }\
                """,
                List.of(box, selector));
  }

  @ParameterizedTest
  @ValueSource(ints = {1280, 960, 390})
  void warnings_and_the_encoding_are_shown_whole(int width) throws Exception {
    open(width);
    page.choose(nearly(3));
    page.await("document.querySelectorAll('#advice li').length === 5");
    page.awaitChecked("valid");
    assertThat(areWithin("#advice", "#advice li")).isTrue();
    assertThat(areWithin("#advice", "#advice button")).isTrue();
    assertThat(page.value("#encoding")).isEqualTo("windows-1252");
    page.page().focus("#encoding");
    assertThat(isWide("#encoding")).isTrue();
    page.screenshot(width + "-light-8-warnings");

    page.choose(nearly(20));
    page.await("document.querySelectorAll('#advice li').length === 7");
    page.page().click("#advice button:text-is('16 more')");
    assertThat(page.page().locator("#advice li").count()).isEqualTo(22);
    assertThat(areWithin("#advice", "#advice li")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1280, 960, 390})
  void all_controls_of_a_field_are_in_sight_and_no_row_is_cut(int width) throws Exception {
    open(width);
    page.choose(nearly(20));
    page.await("document.querySelectorAll('#fields tr').length === 20");
    page.awaitChecked("valid");
    for (String control : new String[] {"Name", "Type", "Format", "Required", "Missing values"}) {
      assertThat(
              areWithin(
                  "#fields-scroll", "[aria-label='%s of Betrag der Größe 0']".formatted(control)))
          .as(control)
          .isTrue();
    }
    assertThat(is("document.querySelector('#fields-scroll.more-below')")).isTrue();
    assertThat(is("document.querySelector('#fields-scroll.more-right')")).isFalse();
    // The end of the list is the end of a row.
    double cut =
        ((Number)
                page.page()
                    .evaluate(
                        """
                        () => {
                          const end = document.getElementById('fields-scroll').getBoundingClientRect().bottom;
                          return Math.min(...[...document.querySelectorAll('#fields tr')].map(row => Math.abs(row.getBoundingClientRect().bottom - end)));
                        }\
                        """))
            .doubleValue();
    assertThat(cut).isLessThan(4);
    page.page().evaluate("() => document.getElementById('fields-scroll').scrollTo(0, 100000)");
    page.await("document.querySelector('#fields-scroll.more-below') === null");
  }

  @ParameterizedTest
  @ValueSource(ints = {1280, 960, 390})
  void buttons_and_names_of_a_result_are_not_cut(int width) throws Exception {
    open(width);
    String prefix = "a_measurement_with_a_rather_long_name_in_the_year_";
    var text = new StringBuilder();
    for (int record = -1; record < 5; record++) {
      for (int i = 2000; i < 2012; i++) {
        text.append(i == 2000 ? "" : ",")
            .append(record == -1 ? prefix + i : record == 3 ? "x" : "1");
      }
      text.append('\n');
    }
    page.choose(Files.writeString(dir.resolve("f".repeat(80) + "_2024.csv"), text));
    page.awaitChecked("valid");
    for (int i = 2000; i < 2006; i++) {
      page.page().selectOption("[aria-label='Type of " + prefix + i + "']", "integer");
    }
    page.convert("Complete");

    assertThat(page.texts("#groups button")).contains("make a_measurement_with_…he_year_2003 text");
    assertThat(is("document.querySelector('#groups-part .scroll:not(.more-right)')")).isTrue();
    assertThat(isWide("#groups-part .scroll")).isTrue();
    assertThat(page.texts("#strips th").get(4)).isEqualTo(prefix + "2003");
    for (int row = 2; row < 6; row++) {
      String label = "#strips tr:nth-child(%d) th".formatted(row);
      String end = label + " .short > :last-child";
      assertThat(page.text(end)).endsWith("_200" + (row - 2));
      page.page().locator(end).scrollIntoViewIfNeeded();
      assertThat(areWithin(label, end)).as(label).isTrue();
    }
    assertThat(areWithin("#file-name", "#file-name .short > :last-child")).isTrue();
    page.screenshot(width + "-light-9-names");
  }

  @ParameterizedTest
  @ValueSource(ints = {1280, 960, 390})
  void the_way_to_a_rejected_record_is_in_sight_in_a_wide_table(int width) throws Exception {
    open(width);
    String columns = String.join(",", Collections.nCopies(20, "%s_of_a_measurement"));
    Object[] numbers = IntStream.range(0, 20).boxed().toArray();
    String values = "123456789012345678".concat(",1234567890123456".repeat(19)) + "\n";
    page.choose(
        Files.writeString(
            dir.resolve("wide.csv"),
            columns.formatted(numbers) + "\n" + values + "1,2\n" + values));
    page.awaitChecked("valid");
    page.convert("Complete: 2 rows, 1 rejected");
    page.await("document.querySelector('#rows tr.rejected button')");
    page.page().locator("#rows tr.rejected").scrollIntoViewIfNeeded();
    assertThat(areWithin("#rows", "#rows tr.rejected button")).isTrue();
    page.screenshot(width + "-light-10-look");
    page.page().evaluate("() => document.getElementById('rows').scrollTo(100000, 0)");
    assertThat(areWithin("#rows", "#rows tr.rejected button")).isTrue();
    page.page().click("#rows tr.rejected button");
    page.await("document.getElementById('record').open");
  }

  @Test
  void a_table_that_goes_on_to_the_right_fades_there() throws Exception {
    open(960);
    page.choose(nearly(20));
    page.awaitChecked("valid");
    page.convert("Complete");
    page.await("document.querySelector('#rows.more-right.more-below')");
    page.page().evaluate("() => document.getElementById('rows').scrollTo(100000, 100000)");
    page.await("document.querySelector('#rows:not(.more-right):not(.more-below)')");
  }
}
