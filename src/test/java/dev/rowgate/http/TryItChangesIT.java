package dev.rowgate.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests the page at `/` in a real browser: changes of types and settings, what they do to a
/// result, and what is suggested.
@Timeout(300)
class TryItChangesIT {

  /// Columns that stay text because of one cell each.
  private static final String NEARLY = nearly();

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

  private static String nearly() {
    var text = new StringBuilder("Betrag (€);Datum;Bezahlt;Ort\n");
    for (int i = 10; i < 40; i++) {
      String amount = i == 20 ? "auf Anfrage" : i == 21 ? "n/a" : "1.2" + i + ",5" + i % 10;
      String day = i == 22 ? "offen" : i % 28 + 1 + ".05.2024";
      String paid = i == 23 ? "vielleicht" : i % 2 == 0 ? "WAHR" : "FALSCH";
      text.append("%s;%s;%s;K%d\n".formatted(amount, day.length() == 9 ? "0" + day : day, paid, i));
    }
    return text.toString();
  }

  private void choose(String name, String text) throws Exception {
    page.choose(Files.writeString(dir.resolve(name), text));
    page.awaitChecked("valid");
  }

  private String schema() {
    return page.value("#schema-text");
  }

  @ParameterizedTest
  @ValueSource(ints = {960, 390})
  void nothing_is_suggested_for_pieces_of_a_broken_record(int width) throws Exception {
    open(width);
    var text = new StringBuilder("id,address,city\n");
    for (int i = 0; i < 40; i++) {
      text.append(
          "%d,\"%d Main St\nFloor 2\nApt %d%s,Springfield\n"
              .formatted(i, i, i, i == 19 ? "" : "\""));
    }
    choose("lostquote.csv", text.toString());
    assertThat(page.text("#advice")).contains("can't be read");
    assertThat(page.texts("#advice button")).isEmpty();

    page.convert("Complete");
    assertThat(page.texts("#groups td:first-child"))
        .contains("unclosed-quote", "type-error", "missing-cell");
    assertThat(page.texts("#groups button")).isNotEmpty().containsOnly("look");
    assertThat(page.text("#groups-note")).startsWith("Some of these records may be pieces");
    page.page().click("[aria-label='Look at type-error of id']");
    page.await("document.getElementById('record-note').textContent.includes('maybe a piece')");
    page.page().keyboard().press("Escape");

    choose("short.csv", "id,city\n1,a\n2\n3,c\n4,d\nx,e\n");
    page.type(
        "#schema-text",
        "{\"fields\": [{\"name\": \"id\", \"type\": \"integer\"}, {\"name\": \"city\"}]}");
    page.convert("Complete: 3 rows, 2 rejected");
    assertThat(page.texts("#groups button"))
        .contains("fill missing cells with null", "make id text");
  }

  @ParameterizedTest
  @ValueSource(ints = {960, 390})
  void a_chosen_type_comes_with_the_form_of_most_values(int width) throws Exception {
    open(width);
    choose("nearly.csv", NEARLY);
    assertThat(page.texts("#fields select option:checked"))
        .containsExactly("string", "string", "string", "string");

    Page raw = page.page();
    raw.selectOption("[aria-label='Type of Betrag (€)']", "number");
    assertThat(schema())
        .contains("\"type\": \"number\"", "\"decimalChar\": \",\"", "\"groupChar\": \".\"")
        .contains("\"n/a\"");
    assertThat(page.value("[aria-label='Format of Betrag (€)']")).isEqualTo("1.234,5");
    page.awaitChecked(
        "valid; of the first 30 records it rejects 1: Betrag (€), line 12: 'auf Anfrage' is not a"
            + " number");
    raw.selectOption("[aria-label='Type of Betrag (€)']", "string");
    assertThat(schema()).contains("{\"name\": \"Betrag (€)\", \"type\": \"string\"}");
    raw.selectOption("[aria-label='Type of Datum']", "date");
    raw.selectOption("[aria-label='Type of Bezahlt']", "boolean");
    page.awaitChecked("valid; of the first 30 records it rejects 2: ");
    assertThat(schema()).contains("\"format\": \"%d.%m.%Y\"", "\"trueValues\": [\"WAHR\"]");

    assertThat(page.texts("#advice button"))
        .contains(
            "read Betrag (€) as number", "read Datum as date %d.%m.%Y", "read Bezahlt as boolean");
    raw.click("#advice button:text-is('read Betrag (€) as number')");
    page.awaitChecked("valid; of the first 30 records it rejects 3: ");
    page.convert("Complete: 27 rows, 3 rejected");
    assertThat(page.texts("#rows tbody tr:first-child td"))
        .containsExactly("1", "1210.50", "2024-05-11", "true", "K10");
  }

  @Test
  void a_type_that_was_changed_back_is_as_it_was_inferred() throws Exception {
    open(1280);
    choose("amounts.csv", "a;b;c\n1,5;x;01.02.2024\n2,5;2,5;31.12.2024\n3,25;y;15.06.2024\n");
    String inferred = schema();
    for (String field : new String[] {"a", "c"}) {
      String type = field.equals("a") ? "number" : "date";
      page.page().selectOption("[aria-label='Type of " + field + "']", "string");
      page.page().selectOption("[aria-label='Type of " + field + "']", type);
    }
    assertThat(schema()).isEqualTo(inferred).contains("\"decimalChar\": \",\"", "%d.%m.%Y");

    // Without evidence of its own, a column is taken to be written like the others.
    page.page().selectOption("[aria-label='Type of b']", "number");
    assertThat(schema()).containsPattern("\"b\", \"type\": \"number\", \"decimalChar\": \",\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "number  | 1.234,5      | \"decimalChar\": \",\", \"groupChar\": \".\"",
        "number  | 1234,5       | \"decimalChar\": \",\"",
        "number  | 1,234.5      | \"groupChar\": \",\"",
        "number  | 12.345.678,9 | \"decimalChar\": \",\", \"groupChar\": \".\"",
        "number  | 1 234,5 €    | \"decimalChar\": \",\", \"groupChar\": \" \", \"bareNumber\":"
            + " false",
        "integer | 1.234        | \"groupChar\": \".\"",
        "boolean | ja, j / nein | \"trueValues\": [\"ja\", \"j\"], \"falseValues\": [\"nein\"]",
        "date    | %d.%m.%Y     | \"format\": \"%d.%m.%Y\"",
        "number  | abc          | \"format\": \"abc\"",
      })
  void the_format_of_the_table_holds_marks_and_words(String type, String format, String json)
      throws Exception {
    open(1280);
    choose("texts.csv", "t,n\nx,1\ny,2\n");
    page.page().selectOption("[aria-label='Type of t']", type);
    page.type("[aria-label='Format of t']", format);
    assertThat(schema()).contains("{\"name\": \"t\", \"type\": \"" + type + "\", " + json + "}");

    page.type("[aria-label='Format of t']", "");
    assertThat(schema()).contains("{\"name\": \"t\", \"type\": \"" + type + "\"}");
  }

  @ParameterizedTest
  @ValueSource(ints = {960, 390})
  void a_result_of_other_settings_is_marked(int width) throws Exception {
    open(width);
    page.sample("people");
    page.convert("Complete: 237 rows, 3 rejected");
    page.download("#save-rejects");
    page.await(
        "document.getElementById('save-state').textContent === 'Saved as people.rejects.csv'");
    assertThat(page.page().isVisible("#old")).isFalse();

    page.page().click("#groups button:text-is('make age text')");
    assertThat(page.page().isVisible("#old")).isTrue();
    assertThat(page.text("#save-state")).isEmpty();
    for (String button : new String[] {"#save-rows", "#save-csv", "#save-rejects"}) {
      assertThat(page.page().isDisabled(button)).as(button).isTrue();
    }
    assertThat(TryIt.contents(page.download("#save-schema"))).isEqualTo(schema());
    page.screenshot(width + "-light-7-old");

    page.page().click("#again");
    page.await("document.getElementById('status').textContent.startsWith('Complete: 238 rows')");
    assertThat(page.page().isVisible("#old")).isFalse();
    assertThat(page.page().isEnabled("#save-rows")).isTrue();
  }

  @Test
  void each_setting_outdates_a_result_until_it_is_as_it_was() throws Exception {
    open(1280);
    page.sample("people");
    page.convert("Complete");
    Page raw = page.page();
    raw.click("#dialect ~ details summary");
    raw.selectOption("#nulls", "omit");
    assertThat(raw.isVisible("#old")).as("option").isTrue();
    raw.selectOption("#nulls", "");
    assertThat(raw.isVisible("#old")).as("as it was").isFalse();

    raw.selectOption("#schema-source", "none");
    assertThat(raw.isVisible("#old")).as("source of the schema").isTrue();
    raw.selectOption("#schema-source", "own");
    assertThat(raw.isVisible("#old")).as("the same source").isFalse();

    raw.fill("#quote", "none");
    raw.press("#quote", "Tab");
    assertThat(raw.isVisible("#old")).as("dialect").isTrue();
    raw.click("#convert");
    page.await("document.getElementById('old').hidden");

    page.type("#text", "a,b\n1,2\n");
    page.await("!document.getElementById('old').hidden");
    page.await("document.getElementById('file-name').textContent === 'typed.csv'");
  }

  @Test
  void rejected_records_keep_the_schema_that_rejected_them() throws Exception {
    open(1280);
    choose("ages.csv", "name;age\nAda;36\nGrace;42\n");
    page.type(
        "#schema-text",
        schema().replace("\"integer\"", "\"integer\", \"constraints\": {\"minimum\": 40}"));
    page.page().click("#dialect ~ details summary");
    page.page().selectOption("#nulls", "omit");
    page.convert("Complete: 1 row, 1 rejected");
    String used = schema();

    choose("ages.rejects.csv", "_line;_errors;name;age\n2;constraint-error in age;Ada;46\n");
    assertThat(schema()).isEqualTo(used).contains("minimum");
    assertThat(page.value("#nulls")).isEqualTo("omit");
    assertThat(page.texts("#advice span")).anyMatch(text -> text.startsWith("rejects: "));
    page.convert("Complete: 1 row, 0 rejected");

    page.page().click("#advice button:text-is('infer another one')");
    page.await("!document.getElementById('schema-text').value.includes('minimum')");
    page.awaitChecked("valid");

    page.type("#schema-text", used);
    choose("other.csv", "name;age\nEve;12\n");
    assertThat(schema()).doesNotContain("minimum");
    assertThat(page.value("#nulls")).isEmpty();
  }

  @Test
  void missing_cells_are_filled_only_where_cells_are_missing() throws Exception {
    open(1280);
    String fill = "fill missing cells with null";
    choose("long.csv", "a,b\n1,2\n3,4\n5,6\n7,8,9\n");
    assertThat(page.text("#advice")).contains("another number of cells");
    assertThat(page.texts("#advice button")).doesNotContain(fill);
    page.convert("Complete: 3 rows, 1 rejected");
    assertThat(page.texts("#groups button")).containsExactly("look");

    choose("short.csv", "a,b\n1,2\n3,4\n5,6\n7\n");
    page.page().click("#advice button:text-is('" + fill + "')");
    page.convert("Complete: 4 rows, 0 rejected");
  }

  @Test
  void a_record_that_is_taken_for_a_footer_can_be_kept() throws Exception {
    open(1280);
    choose("with.csv", "name,age\nAda,36\nGrace,42\nJoan,17\nTotal,95\n");
    assertThat(schema()).contains("\"skipFooter\": 1");
    page.page().check("#keep-schema");
    choose("without.csv", "name,age\nAda,36\nGrace,42\nJoan,17\n");
    page.convert("Complete: 2 rows, 0 rejected");
    assertThat(page.text("#result-advice")).contains("line 4, which skipFooter leaves out");
    page.page().click("#result-advice button:text-is('keep the last lines')");
    page.convert("Complete: 3 rows, 0 rejected");
  }

  @Test
  void words_and_marks_that_the_schema_lacks_can_be_added() throws Exception {
    open(1280);
    choose("words.csv", "n;b;i\n1.234,5;Yes;1.000\n2.345,6;No;2.000\n");
    page.type(
        "#schema-text",
        """
        {"dialect": {"delimiter": ";"}, "schema": {"fields": [{"name": "n", "type": "number"},
          {"name": "b", "type": "boolean"}, {"name": "i", "type": "integer"}]}}
        """);
    page.convert("Complete: 0 rows, 2 rejected");
    for (String like :
        new String[] {
          "n like 1.234,5: decimal comma, point groups digits",
          "b like Yes / No",
          "i like 1.000: point groups digits"
        }) {
      page.page().click("#groups button:text-is('read " + like + "')");
    }
    page.convert("Complete: 2 rows, 0 rejected");
    assertThat(schema())
        .contains("\"decimalChar\": \",\"", "\"trueValues\": [\"Yes\"]", "\"groupChar\": \".\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,5       | decimal comma",
        "0,234     | decimal comma",
        "1.234,5   | decimal comma, point groups digits",
        "'1''234,5'  | decimal comma, apostrophe groups digits",
        "1,234.50  | decimal point, comma groups digits",
        "1,234,567 | comma groups digits",
      })
  void a_number_of_one_meaning_has_one_remedy(String cell, String meaning) throws Exception {
    assertThat(remedies("{\"name\": \"n\", \"type\": \"number\"}", cell))
        .containsExactly("read n like " + cell + ": " + meaning, "make n text");
    page.page().click("#groups button >> nth=1");
    page.convert("Complete: 1 row, 0 rejected");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"decimal comma | 1.234", "comma groups digits | 1234"})
  void a_number_of_two_meanings_has_two_remedies(String meaning, String value) throws Exception {
    assertThat(remedies("{\"name\": \"n\", \"type\": \"number\"}", "1,234"))
        .containsExactly(
            "read n like 1,234: decimal comma",
            "read n like 1,234: comma groups digits",
            "make n text");
    page.page().click("#groups button:text-is('read n like 1,234: " + meaning + "')");
    page.convert("Complete: 1 row, 0 rejected");
    assertThat(page.texts("#rows tbody tr:first-child td")).containsExactly("1", value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "boolean | ~trueValues~: [~Yes~], ~falseValues~: [~No~] | ja | ~trueValues~: [~Yes~, ~ja~],"
            + " ~falseValues~: [~No~, ~nein~]",
        "boolean | ~trueValues~: [~yes~] | 1 | ~trueValues~: [~yes~, ~1~]",
        "number | ~decimalChar~: ~,~, ~bareNumber~: false | 1'234,5 | ~decimalChar~: ~,~,"
            + " ~bareNumber~: false, ~groupChar~: ~'~",
        "number | ~decimalChar~: ~,~ | 1.234 | ~decimalChar~: ~,~, ~groupChar~: ~.~",
        "number | ~groupChar~: ~.~, ~decimalChar~: ~;~ | 1,5 | ``",
        "number | ~decimalChar~: ~,~ | 1,234.5 | ``",
        "boolean | ~trueValues~: [~0~], ~falseValues~: [~-~] | 1 | ``",
      })
  void a_remedy_keeps_what_the_field_states(String type, String stated, String cell, String then)
      throws Exception {
    String field = "{~name~: ~n~, ~type~: ~" + type + "~, ";
    var buttons = remedies((field + stated + "}").replace('~', '"'), cell);
    if (then.isEmpty()) {
      assertThat(buttons).containsExactly("make n text");
      return;
    }
    assertThat(buttons).hasSize(2);
    page.page().click("#groups button >> nth=1");
    assertThat(schema()).contains((field + then + "}").replace('~', '"'));
    page.convert("Complete: 1 row, 0 rejected");
  }

  /// Converts a file of one cell.
  ///
  /// @return the remedies of its problem
  private List<String> remedies(String field, String cell) throws Exception {
    open(1280);
    choose("cell.csv", "n\n\"" + cell + "\"\n");
    page.type("#schema-text", "{\"fields\": [" + field + "]}");
    page.convert("Complete: 0 rows, 1 rejected");
    var buttons = page.texts("#groups button");
    return buttons.subList(1, buttons.size());
  }

  @Test
  void a_saved_name_goes_with_its_file() throws Exception {
    open(1280);
    page.sample("people");
    page.convert("Complete");
    page.download("#save-rows");
    assertThat(page.text("#save-state")).isEqualTo("Saved as people.ndjson");

    choose("other.csv", "a,b\n1,2\n");
    page.convert("Complete: 1 row");
    assertThat(page.text("#save-state")).isEmpty();
  }
}
