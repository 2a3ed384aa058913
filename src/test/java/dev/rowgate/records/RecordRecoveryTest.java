package dev.rowgate.records;

import static dev.rowgate.records.ReadInput.limits;
import static dev.rowgate.records.ReadInput.read;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.problem.RowProblem.CellTooLarge;
import dev.rowgate.problem.RowProblem.StrayQuote;
import dev.rowgate.problem.RowProblem.UnclosedQuote;
import dev.rowgate.records.ReadInput.Read;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The contract's recovery: what a fault costs, and how long it takes.
class RecordRecoveryTest {

  /// `#2 stray-quote`, with `~` for a record in the stretch of a failed look-ahead.
  private static List<String> story(ReadInput input) {
    return input.records().stream().map(RecordRecoveryTest::story).toList();
  }

  private static String story(Read read) {
    String what = read.fault() == null ? read.cells().toString() : read.fault().code().id();
    return "#" + read.number() + (read.resynced() ? "~ " : " ") + what;
  }

  @Test
  void a_fault_on_the_first_line_costs_that_line_and_needs_no_resync() {
    ReadInput input = read("\"a\"b,\"c\n\"d\"\n", "header=false");
    assertThat(story(input)).containsExactly("#1 stray-quote", "#2 [d]");
    assertThat(input.resyncs()).isZero();
  }

  @Test
  void a_lost_quote_costs_its_line_alone() {
    ReadInput input = read("\"a,1\nb,2\n\"c\",3\nd,4\n", "header=false");
    assertThat(story(input))
        .containsExactly("#1 unclosed-quote", "#2~ [b, 2]", "#3~ [c, 3]", "#4 [d, 4]");
    assertThat(input.resyncs()).isEqualTo(1);
  }

  @Test
  void a_lost_quote_without_any_quote_behind_it_is_unclosed_and_costs_its_line_alone() {
    ReadInput input = read("1\nx,\"a\nb\nc", "header=false");
    assertThat(story(input)).containsExactly("#1 [1]", "#2 unclosed-quote", "#3 [b]", "#4 [c]");
    assertThat(input.resyncs()).isEqualTo(1);
  }

  @Test
  void the_tail_of_a_broken_cell_never_passes_for_a_row() {
    ReadInput input = read("\"a\nb\" x\nc\"d,e\nf,\"g\nh\"i\nj\n", "header=false");
    // The look-ahead failed at the x: up to the quote before it, no quote may stand in a cell.
    assertThat(story(input))
        .containsExactly(
            "#1 unclosed-quote",
            "#2~ stray-quote",
            "#3 [c\"d, e]",
            "#4 unclosed-quote",
            "#5~ stray-quote",
            "#6 [j]");
    assertThat(input.resyncs()).isEqualTo(2);
  }

  @Test
  void in_the_stretch_a_quoted_cell_must_close_on_its_own_line() {
    ReadInput input = read("\"a\nb,\"c\nd\",e\n", "header=false");
    assertThat(story(input))
        .containsExactly("#1 unclosed-quote", "#2~ unclosed-quote", "#3 [d\", e]");
    assertThat(input.resyncs()).isEqualTo(1);
  }

  @Test
  void in_the_stretch_an_escape_carries_no_quoted_cell_over_its_line() {
    ReadInput input = read("\"a\nb,\"c\\\nd\",e\n", "header=false", "escape=\\");
    assertThat(story(input))
        .containsExactly("#1 unclosed-quote", "#2~ unclosed-quote", "#3 [d\", e]");
  }

  @Test
  void behind_the_stretch_a_quoted_cell_may_have_several_lines_again() {
    ReadInput input = read("\"a\n\"b\"\n\"c\nd\"\n", "header=false");
    assertThat(story(input)).containsExactly("#1 unclosed-quote", "#2~ [b]", "#3 [c\nd]");
  }

  @Test
  void the_stretch_ends_where_it_ends_also_if_its_last_line_is_too_long_to_be_kept() {
    String line = "x".repeat(20_000) + "\"b" + "y".repeat(20_000);
    byte[] input = ("\"a\n" + line + "\n\"c\nd\"\n").getBytes(US_ASCII);
    ReadInput read = read(Dialects.dialect("header=false"), ReadInput.LIMITS, input, 1_000);
    assertThat(story(read)).containsExactly("#1 unclosed-quote", "#2~ stray-quote", "#3 [c\nd]");
    assertThat(read.records().get(1).byteLength()).isEqualTo(40_003);
  }

  @Test
  void only_the_named_line_terminator_ends_the_first_line() {
    ReadInput input = read("\"a\nb\r\nc\r\n", "header=false", "lineTerminator=crlf");
    assertThat(story(input)).containsExactly("#1 unclosed-quote", "#2 [c]");
    ReadInput escaped =
        read("\"a\\\nb\r\nc\r\n", "header=false", "lineTerminator=crlf", "escape=\\");
    assertThat(story(escaped)).containsExactly("#1 unclosed-quote", "#2 [c]");
    assertThat(escaped.records().getFirst().endLine()).isEqualTo(2);
  }

  /// Wherever the look-ahead failed: it is the quote left open on the line that is wrong with it.
  @Test
  void the_line_says_of_which_cell_the_quote_is_left_open() {
    ReadInput input = read("\"a\",\"b\nc\",d,\"e\"f\ng\n", "header=false");
    assertThat(input.broken())
        .extracting(Read::fault)
        .containsExactly(new UnclosedQuote(2, 0), new StrayQuote(1));
    ReadInput large = read("\"a\",\"b\nc\",ddddd\n", limits(100, 4, 9), "header=false");
    assertThat(large.broken().getFirst().fault()).isEqualTo(new CellTooLarge(3, 4));
  }

  @Test
  void a_broken_record_says_only_its_own_line() {
    ReadInput input = read("\"a\r\nb\r\nc", "header=false");
    assertThat(input.records())
        .extracting(Read::line, Read::endLine, Read::byteOffset, Read::byteLength, Read::raw)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1L, 1L, 0L, 4L, "\"a\r\n"),
            org.assertj.core.groups.Tuple.tuple(2L, 2L, 4L, 3L, "b\r\n"),
            org.assertj.core.groups.Tuple.tuple(3L, 3L, 7L, 1L, "c"));
  }

  @Test
  void a_cell_too_large_on_several_lines_costs_its_first_line() {
    ReadInput input = read("x,\"123\n456\"\ny\n", limits(100, 6, 10), "header=false");
    assertThat(story(input)).containsExactly("#1 cell-too-large", "#2~ stray-quote", "#3 [y]");
    assertThat(input.resyncs()).isEqualTo(1);
  }

  @Test
  void too_many_fields_on_several_lines_cost_the_first_line() {
    ReadInput input = read("x,\"1\n4\",5\ny\n", limits(100, 60, 2), "header=false");
    assertThat(story(input)).containsExactly("#1 too-many-fields", "#2~ stray-quote", "#3 [y]");
  }

  private static String thousandRows(int lost, String row20) {
    return IntStream.rangeClosed(1, 1_000)
        .mapToObj(i -> i == lost ? "\"name" + i + ",20" : i == 20 ? row20 : "name" + i + "," + i)
        .collect(Collectors.joining("\n", "name,age\n", "\n"));
  }

  @Test
  void a_lost_quote_in_row_5_of_1000_costs_row_5() {
    ReadInput input = read(thousandRows(5, "name20,20"));
    assertThat(input.records()).hasSize(1_001);
    assertThat(input.broken()).hasSize(1);
    assertThat(story(input.broken().getFirst())).isEqualTo("#5 unclosed-quote");
    assertThat(input.records().get(20).cells()).containsExactly("name20", "20");
  }

  @Test
  void a_lost_quote_costs_one_record_also_with_a_quoted_cell_in_row_20() {
    ReadInput input = read(thousandRows(5, "\"Smith, J\",20"));
    assertThat(input.records()).hasSize(1_001);
    assertThat(input.broken()).hasSize(1);
    assertThat(story(input.broken().getFirst())).isEqualTo("#5 unclosed-quote");
    assertThat(input.records().get(20).cells()).containsExactly("Smith, J", "20");
    assertThat(input.cells().getLast()).containsExactly("name1000", "1000");
  }

  @Test
  void a_hundred_and_forty_three_lost_quotes_in_ten_thousand_rows_cost_as_many() {
    StringBuilder text = new StringBuilder("name,age\n");
    int lost = 0;
    for (int i = 1; i <= 10_000; i++) {
      boolean loses = i % 70 == 0 && lost < 143;
      boolean quoted = i % 3 == 0;
      lost += loses ? 1 : 0;
      text.append(loses ? "\"lost" : quoted ? "\"Smith, J\"" : "name").append(',').append(i % 100);
      text.append('\n');
    }
    assertThat(lost).isEqualTo(142);
    text.append("\"lost,1\n");
    ReadInput input = read(text.toString());
    assertThat(input.records()).hasSize(10_002);
    assertThat(input.broken()).hasSize(143).allMatch(read -> read.raw().startsWith("\"lost,"));
    assertThat(input.cells()).hasSize(9_859).allMatch(cells -> cells.size() == 2);
  }

  @Test
  void quotes_without_an_opening_one_are_text() {
    String rows = "\"a, b\",1\n".repeat(50) + "c\", d\",1\n" + "\"e, f\",1\n".repeat(50);
    ReadInput input = read(rows, "header=false");
    assertThat(input.records()).hasSize(101);
    assertThat(input.records().get(50).cells()).containsExactly("c\"", " d\"", "1");
    assertThat(input.broken()).isEmpty();
  }

  /// What hostile files are made of: each line opens, or seems to open, a look-ahead over all that
  /// follow.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "x\",\"",
        "\"",
        "\"x",
        "x,\"",
        "\"\"\"",
        "\"x\" \"",
        "\"\",\"",
        "x\\",
        "\"x\\",
        "\\\"",
        "\\",
        "\"a\nb\\",
        "x\\\ny",
        "\"a\nx\\",
        "#\n\"",
        ",,,\\",
        "\"\n\\\n\"x"
      })
  void time_stays_linear_on_hostile_files(String line) {
    for (String escape : List.of("escape=", "escape=\\")) {
      byte[] file = (line + "\n").repeat(20_000).getBytes(US_ASCII);
      RecordReader reader =
          new RecordReader(
              Dialects.dialect("header=false", escape, "comment=#"), limits(5_000, 5_000, 1_000));
      ReadInput input = read(reader, file, 4_096);
      assertThat(input.byteOffset()).isEqualTo(file.length);
      assertThat(reader.bytesLookedAtAgain()).isLessThanOrEqualTo(file.length);
    }
  }

  @Test
  void the_look_ahead_goes_no_further_than_the_record_limit() {
    String file = "\"x\n" + "y\n".repeat(10_000) + "\"\n";
    RecordReader reader = new RecordReader(Dialects.dialect("header=false"), limits(100, 100, 10));
    ReadInput input = read(reader, file.getBytes(UTF_8), 1 << 20);
    assertThat(input.cells()).hasSize(10_000);
    assertThat(reader.bytesLookedAtAgain()).isEqualTo(98);
    assertThat(story(input.broken().getFirst())).isEqualTo("#1 unclosed-quote");
  }

  @Test
  void an_escaped_line_end_in_the_stretch_carries_no_record_on() {
    ReadInput input = read("x\\\ny\\\nz,\"a\"b\nc\\\nd\n", "header=false", "escape=\\");
    assertThat(story(input))
        .containsExactly("#1 stray-quote", "#2~ stray-quote", "#3~ stray-quote", "#4 [c\nd]");
  }
}
