package dev.rowgate.records;

import static dev.rowgate.records.ReadInput.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RecordCellsTest {

  /// The cells of an input of one record without a header.
  private static List<String> cells(String input, String... options) {
    String[] all = java.util.Arrays.copyOf(options, options.length + 1);
    all[options.length] = "header=false";
    ReadInput read = read(input, all);
    assertThat(read.broken()).isEmpty();
    return read.only().cells();
  }

  @Test
  void cells_stand_between_delimiters() {
    assertThat(cells("a,,b, c ,")).containsExactly("a", "", "b", " c ", "");
    assertThat(cells(",\n")).containsExactly("", "");
    assertThat(cells("a;b,c;", "delimiter=;")).containsExactly("a", "b,c", "");
    assertThat(cells("a\tb c", "delimiter=tab")).containsExactly("a", "b c");
    assertThat(cells("a b  c", "delimiter= ")).containsExactly("a", "b", "", "c");
  }

  @Test
  void a_quoted_cell_holds_delimiters_line_ends_and_doubled_quotes() {
    assertThat(cells("\"a,b\",\"c\r\nd\",\"e\"\"f\",\"\",\"\"\"\",\"\"\"\"\"\"\n"))
        .containsExactly("a,b", "c\r\nd", "e\"f", "", "\"", "\"\"");
  }

  @Test
  void a_quote_elsewhere_in_an_unquoted_cell_is_text() {
    assertThat(cells("a\"b,5\"\", \"x\",'y'")).containsExactly("a\"b", "5\"\"", " \"x\"", "'y'");
  }

  @Test
  void spaces_and_tabs_behind_a_closing_quote_are_dropped() {
    assertThat(cells("\"a\" \t ,\"b\"\t\n")).containsExactly("a", "b");
    assertThat(cells("\"a\" ,\"b\" ")).containsExactly("a", "b");
  }

  @Test
  void a_delimiter_that_is_a_space_or_a_tab_ends_the_quoted_cell() {
    assertThat(cells("\"a\"\t\"b\" \tc", "delimiter=tab")).containsExactly("a", "b", "c");
    assertThat(cells("\"a\" \"b\"\t c", "delimiter= ")).containsExactly("a", "b", "c");
  }

  @Test
  void another_quote_can_be_named() {
    assertThat(cells("'a,''b''',\"c\"", "quote='")).containsExactly("a,'b'", "\"c\"");
  }

  @Test
  void without_a_quote_character_quotes_are_text() {
    assertThat(cells("\"a,b\"\n", "quote=")).containsExactly("\"a", "b\"");
    assertThat(read("\"a\nb\"\n", "quote=", "header=false").cells())
        .containsExactly(List.of("\"a"), List.of("b\""));
  }

  @Test
  void an_escape_makes_the_next_character_literal() {
    assertThat(cells("a\\,b,\\\"c\\\",\\\\,\\n", "escape=\\"))
        .containsExactly("a,b", "\"c\"", "\\", "n");
    assertThat(cells("\"a\\\"b\",\"\\\\\",\"c\\,\"", "escape=\\"))
        .containsExactly("a\"b", "\\", "c,");
  }

  @Test
  void an_escape_goes_with_doubled_quotes() {
    assertThat(cells("\"a\"\"b\\\"\"", "escape=\\")).containsExactly("a\"b\"");
    assertThat(cells("\"\\\"\"\"\"", "escape=\\")).containsExactly("\"\"");
  }

  @Test
  void an_escape_makes_a_line_end_literal() {
    assertThat(cells("a\\\nb,c", "escape=\\")).containsExactly("a\nb", "c");
    assertThat(cells("a\\\r\nb,c", "escape=\\")).containsExactly("a\r\nb", "c");
    assertThat(cells("\"a\\\r\nb\",c", "escape=\\")).containsExactly("a\r\nb", "c");
    assertThat(read("a\\\nb\nc", "escape=\\", "header=false").records())
        .extracting(ReadInput.Read::line, ReadInput.Read::endLine)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1L, 2L),
            org.assertj.core.groups.Tuple.tuple(3L, 3L));
  }

  @Test
  void an_escape_makes_a_character_outside_ascii_literal() {
    assertThat(cells("\\é\\😀,\"\\€\"", "escape=\\")).containsExactly("é😀", "€");
  }

  @Test
  void an_escape_at_the_end_of_the_input_is_text() {
    assertThat(cells("a\\", "escape=\\")).containsExactly("a\\");
    assertThat(cells("\\,\\", "escape=\\")).containsExactly(",\\");
  }

  @Test
  void an_escape_that_is_the_quote_says_what_holds_anyway() {
    assertThat(cells("\"a\"\"b\"", "escape=\"")).containsExactly("a\"b");
  }

  @Test
  void an_escape_works_without_a_quote_character() {
    assertThat(cells("a\\,\"b,c\"", "escape=\\", "quote=")).containsExactly("a,\"b", "c\"");
  }

  @Test
  void without_trim_spaces_stay() {
    assertThat(cells(" a\t, b ")).containsExactly(" a\t", " b ");
  }

  @Test
  void trim_drops_spaces_and_tabs_around_unquoted_cells_alone() {
    assertThat(cells(" \ta b\t ,\" c \" ,\u00A0d\u00A0,  ", "trim=true"))
        .containsExactly("a b", " c ", "\u00A0d\u00A0", "");
    assertThat(cells(" \"\" ,\" \"\"\" ", "trim=true")).containsExactly("\"\"", " \"");
  }

  @Test
  void trim_leaves_an_escaped_space_alone() {
    assertThat(cells(" \\ a\\  ,b\\\\ ", "trim=true", "escape=\\")).containsExactly(" a ", "b\\");
    assertThat(cells("\\ ,\\\t\t", "trim=true", "escape=\\")).containsExactly(" ", "\t");
  }

  @Test
  void trim_goes_for_labels_too() {
    assertThat(read(" a ,b\n1,2\n", "trim=true").cells())
        .containsExactly(List.of("a", "b"), List.of("1", "2"));
  }

  @Test
  void controls_and_nul_are_text() {
    assertThat(cells("a\0b,\u0001\u001F\u007F\u0085\u2028"))
        .containsExactly("a\0b", "\u0001\u001F\u007F\u0085\u2028");
  }

  @Test
  void a_record_has_as_many_cells_as_the_limit_lets_pass() {
    assertThat(cells(",".repeat(9_999))).hasSize(10_000).containsOnly("");
    assertThat(cells("a,".repeat(999) + "\"b\"")).hasSize(1_000);
  }

  @Test
  void each_record_is_read_by_itself() {
    ReadInput input = read("\"a\"\"b\",c\nd,e\n\"f\"\"\",\"\"\"g\"\nh\n", "header=false");
    assertThat(input.cells())
        .containsExactly(
            List.of("a\"b", "c"), List.of("d", "e"), List.of("f\"", "\"g"), List.of("h"));
  }
}
