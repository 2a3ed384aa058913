package dev.rowgate.pipeline;

import static dev.rowgate.pipeline.Driven.drive;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.options.Dialect;
import dev.rowgate.options.Options;
import dev.rowgate.problem.InputProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnifferTest {

  private static Driven run(String input, int piece) {
    return drive(null, Dialect.RFC_4180, Options.STANDARD, input.getBytes(UTF_8), piece);
  }

  private static void assertNotCsv(String input, String looksLike) {
    for (int piece : new int[] {1, 2, 3, Integer.MAX_VALUE}) {
      assertThat(run(input, piece).refusal()).containsExactly(new InputProblem.NotCsv(looksLike));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"PK\u0003\u0004", "PK\u0003\u0004\u0014\n,\"", "PK\u0003\u0004a,b\n1,2\n"})
  void a_zip_file_is_no_csv(String input) {
    assertNotCsv(input, "a ZIP or XLSX file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html",
        "<HTML><body>",
        "<!doctype html>",
        "<!DOCTYPE HTML PUBLIC",
        "\uFEFF<html>",
        " \t\r\n\n<!DocType Html",
        "\uFEFF\n  <html lang=en>\n"
      })
  void a_web_page_is_no_csv(String input) {
    assertNotCsv(input, "a web page");
  }

  @Test
  void a_web_page_behind_much_white_space_is_no_csv() {
    assertNotCsv("\n".repeat(900) + "<html>", "a web page");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"", "{\"a\":1}\n", "[{", "[{\"a\":1}]", "\uFEFF{\"a\"", "\uFEFF[{"})
  void json_is_no_csv(String input) {
    assertNotCsv(input, "JSON");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PK",
        "PK\u0003",
        "PK\u0003\u0005",
        "pk\u0003\u0004",
        "xPK\u0003\u0004",
        " PK\u0003\u0004",
        "<htm",
        "<htm,l",
        "<xhtml",
        "x<html",
        "<!doctype",
        "<!doctype htm,",
        "<!doctype  html",
        "{",
        "{a",
        "{ \"a",
        "[",
        "[1",
        "[ {",
        " {\"",
        "\n{\"",
        "\n[{",
        "a,{\"",
        "a\n{\"x\n",
        "\uFEFF",
        "\uFEFF\uFEFF{\"",
        "   ",
        "\t",
        "\"{\"\"\"",
        "\"<html>\""
      })
  void what_only_comes_near_is_read_as_csv(String input) {
    for (int piece : new int[] {1, 2, 3, Integer.MAX_VALUE}) {
      Driven driven = run(input, piece);
      if (driven.ending() instanceof Step.Refused refused) {
        assertThat(refused.problems()).noneMatch(InputProblem.NotCsv.class::isInstance);
      } else {
        assertThat(driven.isComplete()).isTrue();
      }
    }
  }

  @Test
  void the_first_byte_that_fits_nothing_ends_the_wait() {
    Conversion conversion =
        new Conversion(
            null, Dialect.RFC_4180, Options.STANDARD, dev.rowgate.options.Limits.STANDARD);
    assertThat(conversion.step()).isInstanceOf(Step.NeedsInput.class);
    conversion.feed("<htm,\n1".getBytes(UTF_8), 0, 4);
    assertThat(conversion.step()).isInstanceOf(Step.NeedsInput.class);
    conversion.feed("<htm,\n1,2\n".getBytes(UTF_8), 4, 6);
    assertThat(conversion.step()).isInstanceOf(Step.Ready.class);
  }

  @Test
  void white_space_is_waited_through_only_so_far() {
    String blanks = " ".repeat(1_100);
    Driven driven = run(blanks + "<html>\n1\n", 1);
    assertThat(driven.isComplete()).isTrue();
    assertThat(driven.rows()).hasSize(1);
  }

  @Test
  void a_sniffed_header_of_white_space_is_still_read() {
    assertThat(run("  \n1\n", 1).text()).startsWith("{\"field1\":\"1\"}\n").contains("blank-label");
  }
}
