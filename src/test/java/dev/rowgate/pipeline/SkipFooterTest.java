package dev.rowgate.pipeline;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limit;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Options;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.records.Dialects;
import dev.rowgate.records.Inputs;
import dev.rowgate.rows.Schemas;
import dev.rowgate.schema.Schema;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests of `skipFooter`: the last lines are left out, and accounted for.
class SkipFooterTest {

  private static final Pattern LINE = Pattern.compile("[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+");
  private static final List<String> OTHER_OPTIONS =
      List.of("trim=true", "escape=\\", "quote=", "comment=#", "delimiter=;", "commentRows=3");

  private static Driven run(byte[] input, int piece, String... options) {
    return Driven.drive(null, Dialects.dialect(options), Options.STANDARD, input, piece);
  }

  private static Driven run(String input, int piece, String... options) {
    return run(input.getBytes(UTF_8), piece, options);
  }

  private static boolean isBlank(String line) {
    return line.startsWith("\r") || line.startsWith("\n");
  }

  /// The input without its last lines, by other means than the reader's.
  private static String kept(String input, int footer) {
    List<String> lines = new ArrayList<>();
    Matcher matcher = LINE.matcher(input);
    while (matcher.find()) {
      lines.add(matcher.group());
    }
    int left = footer;
    while (left > 0 && !lines.isEmpty()) {
      left -= isBlank(lines.removeLast()) ? 0 : 1;
    }
    return String.join("", lines);
  }

  @Property(tries = 3_000)
  void the_rest_is_read_as_if_the_input_ended_before_them(@ForAll long seed) {
    var random = new Random(seed);
    byte[] input = Inputs.hostile(random, 60);
    int footer = 1 + random.nextInt(5);
    int piece = List.of(1, 2, 5, 1_000).get(random.nextInt(4));
    String option = OTHER_OPTIONS.get(random.nextInt(OTHER_OPTIONS.size()));
    String header = "header=" + random.nextBoolean();
    byte[] kept = kept(new String(input, ISO_8859_1), footer).getBytes(ISO_8859_1);

    Driven found = run(input, piece, option, header, "skipFooter=" + footer);
    Driven expected = run(kept, 1_000, option, header);

    if (found.ending() instanceof Step.Refused(List<InputProblem> problems)
        && problems.getFirst() instanceof InputProblem.NotCsv) {
      // What the first bytes are may depend on bytes of the footer.
      assertThat(run(input, 1_000, option, header).ending()).isEqualTo(found.ending());
      return;
    }
    String described = "%d %s %s %s".formatted(footer, option, header, new String(input, UTF_8));
    if (!expected.isComplete()) {
      assertThat(found.ending()).as(described).isEqualTo(expected.ending());
      return;
    }
    assertThat(withoutSummary(found)).as(described).isEqualTo(withoutSummary(expected));
    assertThat(found.summary().get("bytesRead").asInt()).as(described).isEqualTo(input.length);
  }

  private static List<?> withoutSummary(Driven driven) {
    return driven.lines().subList(0, driven.lines().size() - 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | a~1~Total~           | {'a':'1'} | 'footerLines':1,",
        "1 | a~1~Total            | {'a':'1'} | 'footerLines':1,",
        "1 | a~1~~Total~~~        | {'a':'1'} | 'blankLines':3,'footerLines':1,",
        "2 | a~1~Sum~Total~       | {'a':'1'} | 'footerLines':2,",
        "3 | a~1~Sum~Total~       | ''        | 'footerLines':3,",
        "1 | a~1~'Total~          | {'a':'1'} | 'footerLines':1,",
        "0 | a~1~2                | {'a':'1'} {'a':'2'} | 'rowsRejected':0,'bytesRead':5,",
      })
  void blank_lines_count_neither_as_lines_nor_as_the_footer(
      int footer, String input, String rows, String summary) {
    for (int piece : new int[] {1, 100}) {
      String csv = input.replace('~', '\n').replace('\'', '"');
      Driven driven = run(csv, piece, "skipFooter=" + footer);
      assertThat(driven.rows()).hasToString("[" + rows.replace('\'', '"').replace(" ", ", ") + "]");
      assertThat(driven.summary().toString()).contains(summary.replace('\'', '"'));
      assertThat(driven.summary().get("bytesRead").asInt()).isEqualTo(csv.length());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // The file has no footer, a shorter one, or the expected one.
        "1 | a,b~x,1~y,2~                     | line 3,",
        "1 | a,b~x,1~y,2                      | line 3,",
        "2 | a,b~x,1~y,2~Total,x~             | line 3,",
        "3 | a,b~x,1~y,2~~z,3~Total,5~        | '2 lines that skipFooter leaves out, the first is"
            + " line 3,'",
        "1 | a,b~x,1~y,2~Total,3~             | ''",
        "1 | a,b~x,1~y,2~,3~                  | ''",
        "1 | a,b~x,1~y,2~y~                   | ''",
        "1 | a,b~x,1~y,2~y,2,3~               | ''",
        "1 | a,b~x,1~y,2~y,'2~                | ''",
        "1 | a,b~x,1~y,2~y,old~               | ''",
      })
  void a_footer_of_valid_records_has_a_warning(int footer, String input, String expected) {
    Schema schema = Schemas.schema("{'fields':[{'name':'a'},{'name':'b','type':'integer'}]}");
    for (int piece : new int[] {1, 100}) {
      for (Charset charset : List.of(UTF_8, UTF_16LE)) {
        byte[] csv = input.replace('~', '\n').replace('\'', '"').getBytes(charset);
        Dialect dialect = Dialects.dialect("encoding=" + charset, "skipFooter=" + footer);
        Driven driven = Driven.drive(schema, dialect, Options.STANDARD, csv, piece);
        String found = driven.summary().path("warnings").toString();
        assertThat(found).as("%s %s", charset, piece).contains(expected);
        assertThat(found.isEmpty()).isEqualTo(expected.isEmpty());
      }
    }
  }

  @Test
  void without_a_schema_a_footer_of_cells_has_no_warning() {
    assertThat(run("a,b\nx,1\ny,2\n", 1, "skipFooter=1").summary().has("warnings")).isFalse();
  }

  @Test
  void a_long_footer_is_checked_within_the_memory_that_it_asks_for() {
    Schema schema = Schemas.schema("{'fields':[{'name':'a'}]}");
    byte[] input = ("a\n1\n" + "x".repeat(900_000) + "\n").getBytes(UTF_8);
    Driven driven =
        Driven.drive(schema, Dialects.dialect("skipFooter=1"), Options.STANDARD, input, 60_000);
    assertThat(driven.summary().path("warnings").toString()).contains("line 3,");
  }

  @Test
  void a_footer_without_values_is_checked_behind_the_malformed_start_of_a_rejects_file() {
    Schema schema = Schemas.schema("{'fields':[{'name':'a'}]}");
    Dialect dialect = Dialects.dialect("skipFooter=1", "header=false");
    Limits limits = Limits.STANDARD.with(Limit.MAX_FIELDS, 1);
    for (String footer : List.of("-", ",", "x", "Total,x")) {
      byte[] input = ("_line,_errors,a,b\n" + footer + "\n").getBytes(UTF_8);
      Driven driven =
          Driven.drive(new Conversion(schema, dialect, Options.STANDARD, limits), input, 100);
      assertThat(driven.summary().path("footerLines").asInt()).isEqualTo(1);
      assertThat(driven.summary().path("rowsRejected").asInt()).isEqualTo(1);
    }
  }

  @Test
  void a_blank_line_after_a_byte_order_mark_is_blank() {
    for (int piece : new int[] {1, 2, 100}) {
      for (String blank : List.of("", "\n", "\r\n\n")) {
        String csv = "\uFEFF" + blank + "1\n2\n";
        Driven driven = run(csv, piece, "header=false", "skipFooter=5");
        assertThat(driven.summary().get("footerLines").asInt()).as(csv).isEqualTo(2);
        assertThat(run(csv, piece, "header=false", "skipFooter=1").rows())
            .hasToString("[{\"field1\":\"1\"}]");
        assertThat(
                run(csv, piece, "header=false", "skipFooter=5", "encoding=windows-1252")
                    .summary()
                    .get("footerLines")
                    .asInt())
            .as(csv)
            .isEqualTo(2);
        byte[] wide = csv.getBytes(UTF_16LE);
        assertThat(
                run(wide, piece, "header=false", "skipFooter=5")
                    .summary()
                    .get("footerLines")
                    .asInt())
            .isEqualTo(2);
      }
    }
  }

  @Test
  void a_file_of_fewer_lines_has_no_header() {
    assertThat(run("a\n1\n", 1, "skipFooter=5").refusal())
        .containsExactly(new InputProblem.EmptyInput());
    assertThat(run("1\n2\n", 1, "skipFooter=5", "header=false").summary().toString())
        .contains("\"recordsRead\":0", "\"footerLines\":2,\"bytesRead\":4");
  }

  /// A line is one of the last whatever quotes are before it.
  @Test
  void a_cell_that_runs_into_the_footer_is_not_closed() {
    Driven driven = run("a\n1\n\"x\ny\"\n", 1, "skipFooter=1");
    assertThat(driven.rows()).hasToString("[{\"a\":\"1\"}]");
    assertThat(driven.errors()).singleElement().asString().contains("unclosed-quote", "\"line\":3");
  }

  @Test
  void bytes_of_the_source_are_counted_in_every_encoding() {
    byte[] input = "a\nä\nΣ ü\n".getBytes(UTF_16LE);
    Driven driven = run(input, 3, "skipFooter=1", "encoding=utf-16le");
    assertThat(driven.rows()).hasToString("[{\"a\":\"ä\"}]");
    assertThat(driven.summary().get("bytesRead").asInt()).isEqualTo(input.length);
  }

  @Test
  void lines_end_where_records_do() {
    Driven driven = run("a;1\n2;Total\n;", 1, "skipFooter=1", "lineTerminator=;");
    assertThat(driven.rows()).hasToString("[{\"a\":\"1\\n2\"}]");
  }

  /// In the middle of an input, long records are no fault.
  @Test
  void a_footer_longer_than_a_record_is_a_fault_at_the_end() {
    String records = ("x".repeat(30) + "\n").repeat(5);
    Driven good = footerOfTwo("a\n" + records + "Sum\nTotal\n", 40);
    assertThat(good.isComplete()).isTrue();
    assertThat(good.rows()).hasSize(5);

    Driven bad = footerOfTwo("a\n" + records + "Total\n", 35);
    assertThat(bad.fault()).isEqualTo(new InputProblem.FooterTooLong(2, 35));
  }

  private static Driven footerOfTwo(String input, int recordBytes) {
    Dialect dialect = Dialects.dialect("skipFooter=2");
    Limits limits = Limits.STANDARD.with(Limit.MAX_RECORD_BYTES, recordBytes);
    return Driven.drive(
        new Conversion(null, dialect, Options.STANDARD, limits), input.getBytes(UTF_8), 7);
  }
}
