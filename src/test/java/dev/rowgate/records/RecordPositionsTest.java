package dev.rowgate.records;

import static dev.rowgate.records.ReadInput.read;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.records.ReadInput.Read;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordPositionsTest {

  private static String position(Read read) {
    return "%s %d-%d %d+%d"
        .formatted(
            read.header() ? "header" : "#" + read.number(),
            read.line(),
            read.endLine(),
            read.byteOffset(),
            read.byteLength());
  }

  private static List<String> positions(ReadInput input) {
    return input.records().stream().map(RecordPositionsTest::position).toList();
  }

  @Test
  void a_record_says_its_number_its_lines_and_its_bytes() {
    ReadInput input = read("name,n\nAda,1\n\"Grace\nHopper\",2\nBarbara,3\n");
    assertThat(positions(input))
        .containsExactly("header 1-1 0+7", "#1 2-2 7+6", "#2 3-4 13+17", "#3 5-5 30+10");
    assertThat(input.line()).isEqualTo(6);
    assertThat(input.byteOffset()).isEqualTo(40);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void every_kind_of_line_end_ends_a_record_and_counts_as_one_line(String end) {
    ReadInput input = read("a,b" + end + "1,2" + end + "3,4" + end);
    int length = 3 + end.length();
    assertThat(input.cells())
        .containsExactly(List.of("a", "b"), List.of("1", "2"), List.of("3", "4"));
    assertThat(positions(input))
        .containsExactly(
            "header 1-1 0+" + length,
            "#1 2-2 " + length + "+" + length,
            "#2 3-3 " + 2 * length + "+" + length);
  }

  @Test
  void line_ends_may_be_mixed() {
    ReadInput input = read("a\rb\nc\r\nd\n\re", "header=false");
    assertThat(input.cells())
        .containsExactly(List.of("a"), List.of("b"), List.of("c"), List.of("d"), List.of("e"));
    assertThat(positions(input))
        .containsExactly("#1 1-1 0+2", "#2 2-2 2+2", "#3 3-3 4+3", "#4 4-4 7+2", "#5 6-6 10+1");
    assertThat(input.blankLines()).isEqualTo(1);
  }

  @Test
  void line_ends_in_quotes_count_each_as_one_line() {
    ReadInput input = read("\"a\nb\rc\r\nd\n\re\",1\nx,2", "header=false");
    assertThat(input.cells()).containsExactly(List.of("a\nb\rc\r\nd\n\re", "1"), List.of("x", "2"));
    assertThat(positions(input)).containsExactly("#1 1-6 0+16", "#2 7-7 16+3");
  }

  @Test
  void the_last_record_needs_no_line_end() {
    assertThat(positions(read("a,b\n1,2"))).containsExactly("header 1-1 0+4", "#1 2-2 4+3");
    assertThat(positions(read("a,b\n\"1\",\"2\""))).containsExactly("header 1-1 0+4", "#1 2-2 4+7");
    assertThat(read("a,b\n1,").cells()).containsExactly(List.of("a", "b"), List.of("1", ""));
  }

  @Test
  void an_empty_input_has_no_record() {
    assertThat(read("").records()).isEmpty();
    assertThat(read("\n\r\n\r").records()).isEmpty();
    assertThat(read("\n\r\n\r").blankLines()).isEqualTo(3);
  }

  @Test
  void a_byte_order_mark_is_dropped_and_counts_as_three_bytes() {
    ReadInput input = read("\uFEFFa,b\n1,2\n");
    assertThat(input.cells()).containsExactly(List.of("a", "b"), List.of("1", "2"));
    assertThat(positions(input)).containsExactly("header 1-1 3+4", "#1 2-2 7+4");
    assertThat(input.byteOffset()).isEqualTo(11);
  }

  @Test
  void a_quoted_first_cell_may_follow_the_byte_order_mark() {
    assertThat(read("\uFEFF\"a,b\"\n").cells()).containsExactly(List.of("a,b"));
  }

  @Test
  void a_byte_order_mark_elsewhere_is_text() {
    assertThat(read("a\n\uFEFFb\n\uFEFF\n").cells())
        .containsExactly(List.of("a"), List.of("\uFEFFb"), List.of("\uFEFF"));
  }

  @Test
  void an_input_that_is_only_a_byte_order_mark_is_empty_and_accounted_for() {
    ReadInput input = read("\uFEFF");
    assertThat(input.records()).isEmpty();
    assertThat(input.byteOffset()).isEqualTo(3);
  }

  @Test
  void the_beginning_of_a_byte_order_mark_alone_is_a_broken_record() {
    byte[] bytes = {(byte) 0xEF, (byte) 0xBB};
    ReadInput input = read(Dialects.dialect("header=false"), ReadInput.LIMITS, bytes, 1);
    assertThat(input.only().fault().code().id()).isEqualTo("invalid-encoding");
  }

  @Test
  void blank_lines_are_counted_and_are_no_records() {
    ReadInput input = read("\n\r\na,b\n\n\r1,2\n\n");
    assertThat(positions(input)).containsExactly("header 3-3 3+4", "#1 6-6 9+4");
    assertThat(input.blankLines()).isEqualTo(5);
    assertThat(input.line()).isEqualTo(8);
  }

  @Test
  void a_line_of_spaces_or_with_an_empty_quoted_cell_is_not_blank() {
    assertThat(read(" \n\"\"\n\t\n", "header=false").cells())
        .containsExactly(List.of(" "), List.of(""), List.of("\t"));
  }

  @Test
  void a_comment_is_no_record_and_its_line_counts() {
    ReadInput input = read("#x,\"\na\n#\n#y\r\n1\n#z", "comment=#");
    assertThat(input.cells()).containsExactly(List.of("a"), List.of("1"));
    assertThat(positions(input)).containsExactly("header 2-2 5+2", "#1 5-5 13+2");
    assertThat(input.blankLines()).isZero();
    assertThat(input.byteOffset()).isEqualTo(17);
  }

  @Test
  void a_comment_behind_a_record_of_several_lines_counts_as_one_line() {
    ReadInput input = read("\"a\nb\nc\"\n#comment\nd\n", "comment=#", "header=false");
    assertThat(positions(input)).containsExactly("#1 1-3 0+8", "#2 5-5 17+2");
  }

  @Test
  void a_comment_behind_a_failed_look_ahead_counts_as_one_line() {
    ReadInput input = read("\"a\n#comment\nb\n", "comment=#", "header=false");
    assertThat(positions(input)).containsExactly("#1 1-1 0+3", "#2 3-3 12+2");
  }

  @Test
  void the_comment_character_is_text_everywhere_but_at_the_start_of_a_record() {
    assertThat(read("a#,#\n #\n\"#\"\n\"x\n#y\"\n", "comment=#", "header=false").cells())
        .containsExactly(List.of("a#", "#"), List.of(" #"), List.of("#"), List.of("x\n#y"));
  }

  @Test
  void without_a_comment_character_nothing_is_a_comment() {
    assertThat(read("#a\n").cells()).containsExactly(List.of("#a"));
  }

  @Test
  void skipped_rows_are_physical_lines_whatever_they_hold() {
    ReadInput input = read("x,\"\n\n#\r\n\"y\na\n1\n", "skipRows=4", "comment=#");
    assertThat(input.cells()).containsExactly(List.of("a"), List.of("1"));
    assertThat(positions(input)).containsExactly("header 5-5 11+2", "#1 6-6 13+2");
    assertThat(input.blankLines()).isZero();
  }

  @Test
  void every_kind_of_line_end_counts_for_skipped_rows_whatever_ends_a_record() {
    assertThat(read("x\ry\na\n", "skipRows=2", "lineTerminator=lf").cells())
        .containsExactly(List.of("a"));
    assertThat(read("x\ny\r\na\r\n", "skipRows=2", "lineTerminator=crlf").cells())
        .containsExactly(List.of("a"));
    assertThat(read("x\r\ny\na\r", "skipRows=2", "lineTerminator=cr").cells())
        .containsExactly(List.of("a"));
  }

  @Test
  void more_skipped_rows_than_lines_leave_nothing() {
    ReadInput input = read("a\nb", "skipRows=5");
    assertThat(input.records()).isEmpty();
    assertThat(input.byteOffset()).isEqualTo(3);
  }

  @Test
  void without_a_header_the_first_record_is_the_first() {
    assertThat(positions(read("a\nb\n", "header=false")))
        .containsExactly("#1 1-1 0+2", "#2 2-2 2+2");
  }

  @Test
  void positions_are_bytes_and_not_characters() {
    ReadInput input = read("é😀,b\n€,2\nx,3\n");
    assertThat(positions(input)).containsExactly("header 1-1 0+9", "#1 2-2 9+6", "#2 3-3 15+4");
    byte[] bytes = "é😀,b\n€,2\nx,3\n".getBytes(UTF_8);
    assertThat(new String(input.records().get(1).cutFrom(bytes), UTF_8)).isEqualTo("€,2\n");
  }

  @Test
  void only_the_named_line_terminator_ends_a_record_and_every_line_still_counts() {
    ReadInput lf = read("a\rb\r\nc\n", "lineTerminator=lf", "header=false");
    assertThat(lf.cells()).containsExactly(List.of("a\rb\r"), List.of("c"));
    assertThat(positions(lf)).containsExactly("#1 1-2 0+5", "#2 3-3 5+2");

    ReadInput crlf = read("a\rb\nc\r\nd", "lineTerminator=crlf", "header=false");
    assertThat(crlf.cells()).containsExactly(List.of("a\rb\nc"), List.of("d"));
    assertThat(positions(crlf)).containsExactly("#1 1-3 0+7", "#2 4-4 7+1");

    ReadInput cr = read("a\nb\rc\r", "lineTerminator=cr", "header=false");
    assertThat(cr.cells()).containsExactly(List.of("a\nb"), List.of("c"));
    assertThat(positions(cr)).containsExactly("#1 1-2 0+4", "#2 3-3 4+2");
  }

  @Test
  void a_crlf_is_one_line_even_where_only_its_cr_ends_a_record() {
    ReadInput input = read("a\r\nb\r\nc", "lineTerminator=cr", "header=false");
    assertThat(input.cells()).containsExactly(List.of("a"), List.of("\nb"), List.of("\nc"));
    assertThat(positions(input)).containsExactly("#1 1-1 0+2", "#2 1-2 2+3", "#3 2-3 5+2");
  }

  @Test
  void a_failed_look_ahead_over_a_crlf_keeps_the_line_where_only_cr_ends_a_record() {
    ReadInput input = read("\"a\r\nb\rc\r", "lineTerminator=cr", "header=false");
    assertThat(positions(input)).containsExactly("#1 1-1 0+3", "#2 1-2 3+3", "#3 3-3 6+2");
  }

  @Test
  void blank_lines_are_those_of_the_named_line_terminator() {
    ReadInput input = read("\r\n\n\r\na\r\n", "lineTerminator=crlf", "header=false");
    assertThat(input.blankLines()).isEqualTo(1);
    assertThat(input.cells()).containsExactly(List.of("\n"), List.of("a"));
    assertThat(positions(input)).containsExactly("#1 2-3 2+3", "#2 4-4 5+3");
  }
}
