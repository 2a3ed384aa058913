package dev.rowgate.pipeline;

import static dev.rowgate.pipeline.Driven.drive;
import static dev.rowgate.pipeline.OptionsOf.options;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.lines.Summary;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limit;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Options;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.RowProblem;
import dev.rowgate.records.Dialects;
import dev.rowgate.rows.Schemas;
import dev.rowgate.schema.Schema;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ConversionTest {

  private static final Schema PEOPLE =
      Schemas.fields("exact", "{'name':'name','type':'string'},{'name':'age','type':'integer'}");

  private static final String PEOPLE_CSV =
      "name,age\nAda Lovelace,36\nGrace,old\nBarbara Liskov,87\n";

  /// Once a front end may answer, nothing refuses the run.
  @Test
  void a_field_with_the_name_of_a_position_refuses_a_run_without_a_header_at_once() {
    var schema = Schemas.fields("equal", "{'name':'_line'}");
    for (String csv : List.of("1\n", "\"broken\n", "_line,_errors\n", "")) {
      for (int piece : new int[] {1, Integer.MAX_VALUE}) {
        Driven driven =
            drive(
                schema,
                Dialects.dialect("header=false"),
                options("positions=true"),
                csv.getBytes(UTF_8),
                piece);
        assertThat(driven.steps()).as(csv).noneMatch(Step.Ready.class::isInstance);
        assertThat(driven.ending()).as(csv).isInstanceOf(Step.Refused.class);
      }
    }
  }

  private static Driven people(String... options) {
    return drive(PEOPLE, Dialect.RFC_4180, options(options), PEOPLE_CSV.getBytes(UTF_8), 64);
  }

  private static Driven text(@Nullable Schema schema, String csv, String... dialect) {
    return drive(
        schema,
        Dialects.dialect(dialect),
        Options.STANDARD,
        csv.getBytes(UTF_8),
        Integer.MAX_VALUE);
  }

  private static Driven limited(long bytes, String csv, int... pieces) {
    return drive(
        new Conversion(
            null,
            Dialect.RFC_4180,
            Options.STANDARD,
            Limits.STANDARD.with(Limit.MAX_UPLOAD_BYTES, bytes)),
        csv.getBytes(UTF_8),
        pieces);
  }

  private static final String ADA = "{\"name\":\"Ada Lovelace\",\"age\":36}\n";
  private static final String BARBARA = "{\"name\":\"Barbara Liskov\",\"age\":87}\n";
  private static final String GRACE =
      """
      {"_error":{"record":2,"line":3,"byteOffset":25,"byteLength":10,"problems":[\
      {"code":"type-error","column":"age","columnNumber":2,"value":"old","expected":"integer",\
      "message":"'old' is not an integer"}],"raw":"Grace,old\\n"}}
      """;
  private static final String SUMMARY =
      """
      {"_summary":{"complete":true,"recordsRead":3,"rowsWritten":2,"rowsRejected":1,\
      "bytesRead":53,"problems":{"type-error":{"age":1}}}}
      """;

  @Test
  void the_example_of_the_contract_comes_out_to_the_byte() {
    assertThat(people().text()).isEqualTo(ADA + GRACE + BARBARA + SUMMARY);
    assertThat(people().ending())
        .isEqualTo(new Step.Completed(new Summary(3, 2, 2, 1, 0, 0, 0, 53)));
  }

  @Test
  void skipped_errors_are_counted_and_not_written() {
    assertThat(people("errors=skip").text()).isEqualTo(ADA + BARBARA + SUMMARY);
  }

  @Test
  void errors_alone_leave_out_the_rows_and_count_them() {
    assertThat(people("errors=only").text())
        .isEqualTo(
            GRACE + SUMMARY.replace("\"rowsWritten\":2,", "\"rowsWritten\":0,\"rowsValid\":2,"));
  }

  @Test
  void with_errors_that_fail_the_first_one_is_written_and_ends_the_run() {
    Driven driven = people("errors=fail");
    assertThat(driven.text())
        .isEqualTo(
            ADA
                + GRACE
                + """
                {"_summary":{"complete":false,"recordsRead":2,"rowsWritten":1,"rowsRejected":1,\
                "bytesRead":35,"problems":{"type-error":{"age":1}},"fault":{"code":\
                "record-rejected","message":"record 2 is rejected, and errors=fail ends the run \
                there","line":3,"byteOffset":25}}}
                """);
    assertThat(driven.fault()).isEqualTo(new InputProblem.RecordRejected(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"inline", "skip", "only", "fail"})
  void good_rows_alone_complete_whatever_becomes_of_errors(String errors) {
    Driven driven =
        drive(null, Dialect.RFC_4180, options("errors=" + errors), "a\n1\n2\n".getBytes(UTF_8), 3);
    assertThat(driven.isComplete()).isTrue();
    assertThat(driven.rows()).hasSize(errors.equals("only") ? 0 : 2);
  }

  @Test
  void a_complete_run_may_leave_out_its_summary_and_a_stopped_one_may_not() {
    assertThat(people("summary=false").text()).isEqualTo(ADA + GRACE + BARBARA);
    assertThat(people("summary=false").isComplete()).isTrue();
    assertThat(people("summary=false", "errors=fail").summary().get("complete").asBoolean())
        .isFalse();
  }

  @Test
  void missing_values_may_be_left_out() {
    Driven driven =
        drive(
            PEOPLE, Dialect.RFC_4180, options("nulls=omit"), "name,age\nx,\n".getBytes(UTF_8), 99);
    assertThat(driven.text()).startsWith("{\"name\":\"x\"}\n");
  }

  @Test
  void ready_comes_once_and_before_all_output() {
    for (int piece : new int[] {1, 7, 1_000}) {
      Driven driven =
          drive(PEOPLE, Dialect.RFC_4180, Options.STANDARD, PEOPLE_CSV.getBytes(UTF_8), piece);
      assertThat(driven.steps().getFirst()).isInstanceOf(Step.Ready.class);
      assertThat(driven.steps()).filteredOn(Step.Ready.class::isInstance).hasSize(1);
      assertThat(driven.drained()).doesNotContain(0);
    }
  }

  @Test
  void lines_go_out_before_more_input_is_waited_for() {
    Conversion conversion =
        new Conversion(null, Dialect.RFC_4180, Options.STANDARD, Limits.STANDARD);
    assertThat(conversion.step()).isInstanceOf(Step.NeedsInput.class);
    conversion.feed("a\n1\n2".getBytes(UTF_8), 0, 5);
    assertThat(conversion.step()).isInstanceOf(Step.Ready.class);
    assertThat(conversion.step()).isInstanceOf(Step.HasOutput.class);
    assertThat(conversion.step()).isInstanceOf(Step.HasOutput.class);
    assertThat(conversion.summary().rowsWritten()).isEqualTo(1);
  }

  @Test
  void a_header_that_does_not_fit_is_refused_with_all_its_faults_and_no_output() {
    Driven driven = text(PEOPLE, "nom,ages,x\nAda,36\n");
    assertThat(driven.refusal())
        .containsExactly(
            new InputProblem.IncorrectLabel("nom", 1, "name"),
            new InputProblem.IncorrectLabel("ages", 2, "age"),
            new InputProblem.ExtraLabel("x", 3));
    assertThat(driven.output()).isEmpty();
    assertThat(driven.steps()).hasSize(1);
  }

  @Test
  void a_header_that_can_not_be_split_is_refused() {
    assertThat(text(null, "\n\"a\"b,c\n1,2\n").refusal())
        .containsExactly(new InputProblem.BrokenHeader(2, new RowProblem.StrayQuote(1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "\uFEFF", "#x\n", "\uFEFF\r\n#\n"})
  void an_input_without_a_header_is_refused(String csv) {
    assertThat(text(null, csv, "comment=#").refusal())
        .containsExactly(new InputProblem.EmptyInput());
    assertThat(text(PEOPLE, csv, "comment=#").refusal())
        .containsExactly(new InputProblem.EmptyInput());
  }

  @Test
  void a_header_alone_is_a_complete_run_of_no_record() {
    assertThat(text(null, "a,b").text())
        .isEqualTo(
            """
            {"_summary":{"complete":true,"recordsRead":0,"rowsWritten":0,"rowsRejected":0,\
            "bytesRead":3,"problems":{}}}
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stray-quote    | 1,\"x\"y",
        "unclosed-quote | 1,\"x",
        "cell-too-large | 1,1234567",
        "cell-too-large | 1,\"1234567\",3",
        "too-many-fields| 1,2,3,4,5",
      })
  void the_problem_of_a_broken_record_is_counted_under_the_column_that_it_names(
      String code, String record) {
    Limits limits = Limits.STANDARD.with(Limit.MAX_CELL_BYTES, 5).with(Limit.MAX_FIELDS, 4);
    Driven driven =
        drive(
            new Conversion(null, Dialect.RFC_4180, Options.STANDARD, limits),
            ("a,b,c\n" + record + "\n1,2,3\n").getBytes(UTF_8),
            7);
    JsonNode problem = driven.lines().getFirst().at("/_error/problems/0");
    String column = code.equals("too-many-fields") ? "" : "b";
    assertThat(problem.path("code").asString()).isEqualTo(code);
    assertThat(problem.path("column").asString()).isEqualTo(column);
    assertThat(driven.summary().get("problems").toString())
        .isEqualTo("{\"%s\":{\"%s\":1}}".formatted(code, column));
  }

  @Test
  void without_a_header_the_columns_are_numbered_by_the_first_record_that_can_be_read() {
    Driven driven = text(null, "\"x\"y\n1,2\n3\n4,5,6\n", "header=false");
    assertThat(driven.steps().getFirst()).isInstanceOf(Step.Ready.class);
    assertThat(driven.rows()).hasSize(1);
    assertThat(driven.text()).contains("\n{\"field1\":\"1\",\"field2\":\"2\"}\n");
    assertThat(driven.summary().get("problems").toString())
        .isEqualTo(
            "{\"missing-cell\":{\"field2\":1},\"extra-cell\":{\"\":1},\"stray-quote\":{\"\":1}}");
  }

  @Test
  void without_a_header_an_empty_input_is_complete() {
    assertThat(text(null, "", "header=false").summary().get("recordsRead").asInt()).isZero();
  }

  @Test
  void without_a_header_the_fields_of_the_schema_go_by_position() {
    assertThat(text(PEOPLE, "Ada,36\n", "header=false").text())
        .startsWith("{\"name\":\"Ada\",\"age\":36}\n");
  }

  @Test
  void what_was_put_right_in_the_header_is_a_warning() {
    assertThat(text(null, "a,\n1,2\n").text())
        .isEqualTo(
            """
            {"a":"1","field2":"2"}
            {"_summary":{"complete":true,"recordsRead":1,"rowsWritten":1,"rowsRejected":0,\
            "bytesRead":7,"problems":{},"warnings":[{"code":"blank-label","column":"field2",\
            "columnNumber":2,"message":"label 2 is blank; the column is named 'field2'"}]}}
            """);
  }

  @Test
  void blank_lines_and_resyncs_are_summed_up() {
    Driven driven = text(null, "a\n\n1\n\"x\n2\n");
    assertThat(driven.summary().get("blankLines").asInt()).isEqualTo(1);
    assertThat(driven.summary().get("resyncs").asInt()).isEqualTo(1);
    assertThat(driven.summary().get("rowsRejected").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 1_000_000})
  void an_upload_as_long_as_the_limit_passes(int piece) {
    String csv = "a\n1\n2\n";
    Driven driven = limited(csv.length(), csv, piece);
    assertThat(driven.isComplete()).isTrue();
    assertThat(driven.rows()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 1_000_000})
  void an_upload_one_byte_longer_is_a_fault_behind_the_records_before_it(int piece) {
    Driven driven = limited(6, "a\n1\n2\n3\n", piece);
    assertThat(driven.fault()).isEqualTo(new InputProblem.UploadTooLarge(6));
    assertThat(driven.text())
        .isEqualTo(
            """
            {"a":"1"}
            {"a":"2"}
            {"_summary":{"complete":false,"recordsRead":2,"rowsWritten":2,"rowsRejected":0,\
            "bytesRead":6,"problems":{},"fault":{"code":"upload-too-large",\
            "message":"the input is longer than 6 bytes","line":4,"byteOffset":6}}}
            """);
  }

  @Test
  void what_the_limit_cuts_in_two_is_no_record() {
    Driven driven = limited(7, "a\n1\n2\n345\n", 4);
    assertThat(driven.summary().get("recordsRead").asInt()).isEqualTo(2);
    assertThat(driven.summary().get("bytesRead").asInt()).isEqualTo(6);
  }

  @Test
  void a_limit_within_the_header_refuses_the_upload() {
    assertThat(limited(2, "abc\n1\n", 1).refusal())
        .containsExactly(new InputProblem.UploadTooLarge(2));
    assertThat(limited(0, "abc\n", 1).refusal())
        .containsExactly(new InputProblem.UploadTooLarge(0));
    assertThat(limited(3, "   <html>", 1).refusal())
        .containsExactly(new InputProblem.UploadTooLarge(3));
  }

  private static final InputProblem BROKE_OFF = new InputProblem.ReadFailed("connection reset");

  private static Driven cut(String csv, String... dialect) {
    return drive(
        new Conversion(null, Dialects.dialect(dialect), Options.STANDARD, Limits.STANDARD),
        BROKE_OFF,
        csv.getBytes(UTF_8),
        3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a,", "a,b", "\uFEFF", "<htm"})
  void an_input_that_breaks_off_before_its_header_is_refused(String csv) {
    assertThat(cut(csv).refusal()).containsExactly(BROKE_OFF);
    assertThat(cut(csv).output()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2", "\"x\ny\"", "\"x\ny"})
  void what_stands_behind_the_last_line_end_of_a_broken_off_input_is_no_record(String rest) {
    Driven driven = cut("a\n1\n" + rest);
    assertThat(driven.fault()).isEqualTo(BROKE_OFF);
    assertThat(driven.text())
        .isEqualTo(
            """
            {"a":"1"}
            {"_summary":{"complete":false,"recordsRead":1,"rowsWritten":1,"rowsRejected":0,\
            "bytesRead":4,"problems":{},"fault":{"code":"read-failed","message":\
            "the input ended unexpectedly: connection reset","line":3,"byteOffset":4}}}
            """);
  }

  @Test
  void an_input_without_a_header_that_breaks_off_is_stopped() {
    assertThat(cut("a\nb", "header=false").summary().get("recordsRead").asInt()).isEqualTo(1);
  }

  @Test
  void many_lines_are_drained_in_parts() {
    String csv = "a\n" + "x\n".repeat(100_000);
    Driven driven = text(null, csv);
    assertThat(driven.drained()).hasSizeGreaterThan(10).allMatch(n -> n < 100_000);
    assertThat(driven.rows()).hasSize(100_000);
  }

  @Test
  void lines_longer_than_a_part_are_drained_one_by_one() {
    String labels =
        IntStream.range(0, 9_999).mapToObj(i -> "column" + i).collect(Collectors.joining(","));
    String record = ",".repeat(9_998) + "\n";
    Driven driven = text(null, labels + "\n" + record.repeat(20));
    assertThat(driven.drained()).hasSizeGreaterThanOrEqualTo(20).allMatch(n -> n < 300_000);
    assertThat(driven.rows()).hasSize(20).allMatch(row -> row.size() == 9_999);
  }

  @Test
  void all_columns_of_a_short_record_are_counted_and_a_hundred_are_listed() {
    String labels =
        IntStream.range(0, 1_000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
    Driven driven = text(null, labels + "\nx\n");
    assertThat(driven.errors().getFirst().get("problems")).hasSize(100);
    assertThat(driven.errors().getFirst().get("more").asInt()).isEqualTo(899);
    assertThat(driven.summary().at("/problems/missing-cell")).hasSize(999);
  }

  @Test
  void a_mended_file_of_rejects_can_be_sent_again() {
    assertThat(text(PEOPLE, "_line,_errors,name,age\n3,'old' is not an integer,Grace,85\n").text())
        .startsWith("{\"name\":\"Grace\",\"age\":85}\n");
  }

  @Test
  void the_line_of_a_fault_at_the_end_is_the_one_behind_the_last_record() {
    Driven driven =
        drive(
            PEOPLE, Dialect.RFC_4180, options("maxErrorRatio=0.3"), PEOPLE_CSV.getBytes(UTF_8), 9);
    assertThat(driven.summary().get("fault").toString())
        .isEqualTo(
            "{\"code\":\"too-many-errors\",\"message\":\"1 of 3 records rejected: more than"
                + " maxErrorRatio=0.3\",\"line\":5,\"byteOffset\":53}");
    assertThat(driven.rows()).hasSize(2);
  }

  @Test
  void steps_after_the_end_say_the_same_again() {
    Conversion conversion =
        new Conversion(null, Dialect.RFC_4180, options("summary=false"), Limits.STANDARD);
    Driven driven = drive(conversion, "a\n".getBytes(UTF_8), 9);
    assertThat(conversion.step()).isEqualTo(driven.ending());
    assertThat(List.of(driven.ending())).hasOnlyElementsOfType(Step.Completed.class);
  }
}
