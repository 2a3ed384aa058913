package dev.rowgate.records;

import static dev.rowgate.records.ReadInput.limits;
import static dev.rowgate.records.ReadInput.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.options.Limits;
import dev.rowgate.problem.RowProblem;
import dev.rowgate.problem.RowProblem.CellTooLarge;
import dev.rowgate.problem.RowProblem.InvalidEncoding;
import dev.rowgate.problem.RowProblem.RecordTooLarge;
import dev.rowgate.problem.RowProblem.StrayQuote;
import dev.rowgate.problem.RowProblem.TooManyFields;
import dev.rowgate.problem.RowProblem.UnclosedQuote;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordFaultsTest {

  private static final RowProblem.Broken NONE = null;

  /// The faults of all records of an input without a header; null for those that could be read.
  private static List<RowProblem.Broken> faults(ReadInput input) {
    java.util.ArrayList<RowProblem.Broken> faults = new java.util.ArrayList<>();
    input.records().forEach(record -> faults.add(record.fault()));
    return faults;
  }

  private static List<RowProblem.Broken> faults(String input, String... options) {
    return faults(ReadInput.LIMITS, input, options);
  }

  private static List<RowProblem.Broken> faults(Limits limits, String input, String... options) {
    String[] all = java.util.Arrays.copyOf(options, options.length + 1);
    all[options.length] = "header=false";
    return faults(read(input, limits, all));
  }

  private static ReadInput bytes(String latin1, String... options) {
    String[] all = java.util.Arrays.copyOf(options, options.length + 1);
    all[options.length] = "header=false";
    return read(
        Dialects.dialect(all), ReadInput.LIMITS, latin1.getBytes(StandardCharsets.ISO_8859_1), 4);
  }

  @Test
  void text_behind_a_closing_quote_is_a_stray_quote_of_that_cell() {
    assertThat(faults("a,b,\"c\"d\n\"x\" y,\n1\n"))
        .containsExactly(new StrayQuote(3), new StrayQuote(1), NONE);
    assertThat(faults("\"a\"\"b\" \"c\"\n1\n")).containsExactly(new StrayQuote(1), NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u000B", "\f", "\u001C", "\u00A0", "\u1680", "\u2028", "\u3000", "\0", "\\"})
  void only_spaces_and_tabs_may_stand_behind_a_closing_quote(String other) {
    assertThat(faults("\"a\"" + other + ",b\n1\n")).containsExactly(new StrayQuote(1), NONE);
  }

  @Test
  void another_line_end_than_the_named_one_is_text_behind_a_closing_quote() {
    assertThat(faults("\"a\"\rb\n1\n", "lineTerminator=lf"))
        .containsExactly(new StrayQuote(1), NONE);
    assertThat(faults("\"a\"\n\r\n1\r\n", "lineTerminator=crlf"))
        .containsExactly(new StrayQuote(1), NONE);
  }

  @Test
  void a_quote_without_an_end_before_the_end_of_the_input_is_unclosed() {
    assertThat(faults("1\na,\"b")).containsExactly(NONE, new UnclosedQuote(2, 0));
    assertThat(faults("\"")).containsExactly(new UnclosedQuote(1, 0));
    assertThat(faults("\"a\"\"")).containsExactly(new UnclosedQuote(1, 0));
    assertThat(faults("\"a\\\"", "escape=\\")).containsExactly(new UnclosedQuote(1, 0));
    assertThat(faults("\"a\\", "escape=\\")).containsExactly(new UnclosedQuote(1, 0));
  }

  @Test
  void a_quote_without_an_end_before_the_record_limit_is_unclosed() {
    assertThat(faults(limits(10, 10, 10), "\"abcdefghijklm\n1\n"))
        .containsExactly(new UnclosedQuote(1, 10), NONE);
    assertThat(faults(limits(10, 10, 10), "x,\"bcdefg\"\n1\n")).containsExactly(NONE, NONE);
    assertThat(faults(limits(10, 10, 10), "x,\"bcdefgh\"\n1\n"))
        .containsExactly(new RecordTooLarge(10), NONE);
    assertThat(faults(limits(10, 10, 10), "x,\"bcdefghi\"\n1\n"))
        .containsExactly(new UnclosedQuote(2, 10), NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r", ""})
  void a_record_may_be_as_long_as_the_limit_without_its_line_end(String end) {
    Limits limits = limits(8, 8, 8);
    assertThat(faults(limits, "1234567" + end)).containsExactly(NONE);
    assertThat(faults(limits, "1234,678" + end)).containsExactly(NONE);
    assertThat(faults(limits, "1234,6789" + end)).containsExactly(new RecordTooLarge(8));
    assertThat(faults(limits, "12345678,,,,,,,,,,,,,,,,,,,,," + end))
        .containsExactly(new RecordTooLarge(8));
    assertThat(faults(limits, "\"2345\n7\"" + end)).containsExactly(NONE);
    assertThat(faults(limits, "é34567é" + end)).containsExactly(new RecordTooLarge(8));
    assertThat(faults(limits, "é3456é" + end)).containsExactly(NONE);
  }

  @Test
  void a_record_that_is_too_long_on_several_lines_costs_its_first_line_alone() {
    ReadInput input = read("\"a\",\"b\nc\",def\nx\n", limits(12, 12, 12), "header=false");
    assertThat(faults(input)).containsExactly(new RecordTooLarge(12), new StrayQuote(1), NONE);
    assertThat(faults(limits(13, 13, 13), "\"a\",\"b\nc\",def\nx\n")).containsExactly(NONE, NONE);
    assertThat(input.resyncs()).isEqualTo(1);
  }

  @Test
  void a_cell_may_be_as_long_as_the_limit_without_its_quotes() {
    Limits limits = limits(100, 5, 100);
    assertThat(faults(limits, "12345,\"12345\",12\"45\n")).containsExactly(NONE);
    assertThat(faults(limits, "a,123456,b\n1\n")).containsExactly(new CellTooLarge(2, 5), NONE);
    assertThat(faults(limits, "a,b,123456\n1\n")).containsExactly(new CellTooLarge(3, 5), NONE);
    assertThat(faults(limits, "a,b,123456")).containsExactly(new CellTooLarge(3, 5));
    assertThat(faults(limits, "\"123456\",b\n1\n")).containsExactly(new CellTooLarge(1, 5), NONE);
    assertThat(faults(limits, "\"1234\"\"\"\n1\n")).containsExactly(new CellTooLarge(1, 5), NONE);
    assertThat(faults(limits, "\"123\"\"\"\n1\n")).containsExactly(NONE, NONE);
  }

  @Test
  void spaces_behind_a_closing_quote_are_none_of_the_cell() {
    assertThat(faults(limits(100, 5, 100), "\"12345\"          ,b\n")).containsExactly(NONE);
  }

  @Test
  void a_record_may_have_as_many_cells_as_the_limit() {
    Limits limits = limits(100, 100, 3);
    assertThat(faults(limits, "1,2,3\n,,\n\"1\",\"2\",\"3\"\n")).containsExactly(NONE, NONE, NONE);
    assertThat(faults(limits, "1,2,3,4\n1\n")).containsExactly(new TooManyFields(3), NONE);
    assertThat(faults(limits, ",,,")).containsExactly(new TooManyFields(3));
    assertThat(faults(limits, "1,2,3,\"4\"\n1\n")).containsExactly(new TooManyFields(3), NONE);
    assertThat(faults(limits, ",,,,,,,,,,,,\n1\n")).containsExactly(new TooManyFields(3), NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\u00FFb",
        "\u00E9",
        "\u00C3",
        "\u00ED\u00A0\u0080",
        "\u00C0\u0080",
        "\"\u0080\"",
        "\"x\u00C3\"",
        "\u00F4\u0090\u0080\u0080"
      })
  void bytes_that_are_no_utf_8_reject_their_record_alone(String cell) {
    ReadInput input = bytes("ok\n1," + cell + ",2\nok\n");
    assertThat(faults(input)).containsExactly(NONE, new InvalidEncoding("UTF-8", 2), NONE);
    assertThat(input.broken().getFirst().raw()).startsWith("base64:");
  }

  @Test
  void bytes_that_are_no_utf_8_do_no_harm_in_comments_and_skipped_rows() {
    ReadInput input = bytes("\u00FF\n#\u00FF\nok\n", "skipRows=1", "comment=#");
    assertThat(input.cells()).containsExactly(List.of("ok"));
  }

  @Test
  void a_character_cut_off_by_the_end_of_the_input_is_invalid() {
    assertThat(faults(bytes("ok\nx\u00E2\u0082")))
        .containsExactly(NONE, new InvalidEncoding("UTF-8", 1));
  }

  @Test
  void a_fault_of_quoting_is_told_before_one_of_the_encoding() {
    assertThat(faults(bytes("\u00FF,\"a\"b\nok\n"))).containsExactly(new StrayQuote(2), NONE);
  }

  @Test
  void bytes_that_another_encoding_lacks_reject_their_record() {
    ReadInput input = bytes("ok\n\u0081\n\u0080\n", "encoding=windows-1252");
    assertThat(faults(input)).containsExactly(NONE, new InvalidEncoding("windows-1252", 1), NONE);
    assertThat(input.records().get(1).raw()).isEqualTo("base64:gQo=");
    assertThat(input.records().get(2).cells()).containsExactly("€");
  }

  @Test
  void positions_in_another_encoding_are_those_of_the_source() {
    byte[] bytes = "\uFEFFé,b\r\n😀,\"1\n2\"\nx,y".getBytes(StandardCharsets.UTF_16LE);
    ReadInput input = read(Dialects.dialect("encoding=utf-16"), ReadInput.LIMITS, bytes, 3);
    assertThat(input.cells())
        .containsExactly(List.of("é", "b"), List.of("😀", "1\n2"), List.of("x", "y"));
    assertThat(input.records())
        .extracting(ReadInput.Read::byteOffset)
        .containsExactly(2L, 12L, 30L);
    assertThat(input.records())
        .extracting(ReadInput.Read::byteLength)
        .containsExactly(10L, 18L, 6L);
    assertThat(input.byteOffset()).isEqualTo(bytes.length);
  }

  @Test
  void half_a_surrogate_pair_costs_its_record_alone() {
    byte[] bytes = "a\n😀b\nc".getBytes(StandardCharsets.UTF_16BE);
    bytes[6] = 0;
    ReadInput input =
        read(Dialects.dialect("encoding=utf-16be", "header=false"), ReadInput.LIMITS, bytes, 5);
    assertThat(faults(input)).containsExactly(NONE, new InvalidEncoding("UTF-16BE", 1), NONE);
    assertThat(input.records().get(1).byteOffset()).isEqualTo(4);
    assertThat(input.records().get(1).byteLength()).isEqualTo(8);
  }

  @Test
  void a_utf_16_file_keeps_the_character_that_is_a_mark_the_wrong_way_round() {
    byte[] bytes = "a\uFFFEb\n".getBytes(StandardCharsets.UTF_16BE);
    assertThat(read(Dialects.dialect("encoding=utf-16be"), ReadInput.LIMITS, bytes, 64).cells())
        .containsExactly(List.of("a\uFFFEb"));
  }

  @Test
  void a_line_of_ten_mebibytes_is_one_rejected_record_and_is_not_kept() {
    RecordReader reader =
        new RecordReader(Dialects.dialect("header=false"), limits(64 << 10, 64 << 10, 10));
    byte[] line = "x".repeat(8 << 10).getBytes(StandardCharsets.US_ASCII);
    assertThat(reader.next()).isEqualTo(RecordReader.Next.NEEDS_INPUT);
    for (int i = 0; i < 10 << 7; i++) {
      reader.feed(line, 0, line.length);
      assertThat(reader.next()).isEqualTo(RecordReader.Next.NEEDS_INPUT);
      assertThat(reader.bufferSize()).isLessThanOrEqualTo(256 << 10);
    }
    reader.feed("\nok\n".getBytes(StandardCharsets.US_ASCII), 0, 4);
    assertThat(reader.next()).isEqualTo(RecordReader.Next.RECORD);
    assertThat(reader.record().fault()).isEqualTo(new RecordTooLarge(64 << 10));
    assertThat(reader.record().byteLength()).isEqualTo((10 << 20) + 1);
    assertThat(reader.original().excerpt(4096))
        .isEqualTo(new RawExcerpt.Text("x".repeat(4096), true));
    assertThat(reader.next()).isEqualTo(RecordReader.Next.RECORD);
    assertThat(reader.record().fault()).isNull();
    assertThat(reader.record().byteOffset()).isEqualTo((10 << 20) + 1);
    assertThat(reader.record().line()).isEqualTo(2);
  }

  @Test
  void a_comment_of_ten_mebibytes_is_not_kept() {
    RecordReader reader = new RecordReader(Dialects.dialect("comment=#"), ReadInput.LIMITS);
    reader.feed("a\n1\n".getBytes(StandardCharsets.US_ASCII), 0, 4);
    assertThat(reader.next()).isEqualTo(RecordReader.Next.HEADER);
    assertThat(reader.next()).isEqualTo(RecordReader.Next.RECORD);
    byte[] line = "#".repeat(8 << 10).getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 10 << 7; i++) {
      assertThat(reader.next()).isEqualTo(RecordReader.Next.NEEDS_INPUT);
      reader.feed(line, 0, line.length);
      assertThat(reader.bufferSize()).isLessThanOrEqualTo(64 << 10);
    }
    assertThat(reader.next()).isEqualTo(RecordReader.Next.NEEDS_INPUT);
    assertThat(reader.byteOffset()).isEqualTo(4 + (10 << 20));
  }

  @Test
  void an_excerpt_is_cut_on_a_whole_character() {
    ReadInput input = read("x" + "é".repeat(4_000) + "\n", "header=false");
    assertThat(input.only().raw()).isEqualTo("x" + "é".repeat(2_047));
    assertThat(input.only().rawCut()).isTrue();
  }

  @Test
  void an_excerpt_is_cut_only_if_something_is_left_off() {
    assertThat(read("x".repeat(4_095) + "\n", "header=false").only().rawCut()).isFalse();
    assertThat(read("x".repeat(4_095) + "\n", "header=false").only().raw()).hasSize(4_096);
    assertThat(read("x".repeat(4_096) + "\n", "header=false").only().rawCut()).isTrue();
    assertThat(read("x".repeat(4_096) + "\n", "header=false").only().raw()).hasSize(4_096);
  }

  @ParameterizedTest
  @ValueSource(ints = {4_092, 4_093, 4_094, 4_095, 4_096, 4_097})
  void an_excerpt_may_be_cut_anywhere_near_a_byte_that_is_no_character(int before) {
    Charset charset = Charset.forName("windows-1252");
    byte[] bytes = ("x".repeat(before) + "\u0000y\n").getBytes(charset);
    bytes[before] = (byte) 0x81;
    ReadInput.Read read =
        read(
                Dialects.dialect("header=false", "encoding=windows-1252"),
                ReadInput.LIMITS,
                bytes,
                1_000)
            .only();
    assertThat(read.fault()).isEqualTo(new InvalidEncoding("windows-1252", 1));
    byte[] shown =
        read.raw().startsWith("base64:")
            ? java.util.Base64.getDecoder().decode(read.raw().substring(7))
            : read.raw().getBytes(charset);
    assertThat(read.rawCut()).isEqualTo(shown.length < bytes.length);
    assertThat(shown).isEqualTo(java.util.Arrays.copyOf(bytes, shown.length)).hasSizeLessThan(4097);
    assertThat(shown.length).isGreaterThanOrEqualTo(4_092);
  }
}
