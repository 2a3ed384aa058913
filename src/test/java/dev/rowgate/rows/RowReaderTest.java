package dev.rowgate.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.options.Limits;
import dev.rowgate.problem.Code;
import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.RowProblem;
import dev.rowgate.problem.RowProblem.ConstraintError;
import dev.rowgate.problem.RowProblem.ExtraCell;
import dev.rowgate.problem.RowProblem.MissingCell;
import dev.rowgate.problem.RowProblem.TypeError;
import dev.rowgate.records.Dialects;
import dev.rowgate.records.RecordReader;
import dev.rowgate.schema.Schema;
import dev.rowgate.schema.value.Value;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowReaderTest {

  private final Tally tally = new Tally(List.of());

  /// The result for one record.
  private record Outcome(List<String> values, List<RowProblem> problems, int more) {}

  private Outcome read(Columns columns, String record) {
    return read(columns, record, 100);
  }

  private Outcome read(Columns columns, String record, int most) {
    RecordReader records = new RecordReader(Dialects.dialect("header=false"), Limits.STANDARD);
    byte[] bytes = record.getBytes(UTF_8);
    records.feed(bytes, 0, bytes.length);
    records.end();
    assertThat(records.next()).isEqualTo(RecordReader.Next.RECORD);
    Row row = new Row(columns.all().size());
    RowProblems problems = new RowProblems(most, tally);
    new RowReader(columns).read(records.record(), row, problems);
    return new Outcome(
        problems.isEmpty()
            ? IntStream.range(0, row.size()).mapToObj(i -> value(row, i)).toList()
            : List.of(),
        List.copyOf(problems.listed()),
        problems.more());
  }

  private static String value(Row row, int i) {
    String text =
        row.kind(i) == Value.Kind.TEXT || row.kind(i) == Value.Kind.NUMBER
            ? new String(row.bytes(i), row.from(i), row.to(i) - row.from(i), UTF_8)
            : "";
    return row.kind(i) + " " + text;
  }

  private static Columns columns(@Nullable Schema schema, String... labels) {
    return columns(schema, 0, labels);
  }

  /// @param firstCell the first cell after the columns of a rejects file
  private static Columns columns(@Nullable Schema schema, int firstCell, String... labels) {
    return switch (HeaderBinding.bind(schema, List.of(labels), firstCell, ",", true)) {
      case Binding.Bound bound -> bound.columns();
      case Binding.Refused refused -> throw new AssertionError(refused.problems());
    };
  }

  private static final String AGES =
      "{'name':'name','type':'string','constraints':{'required':true,'minLength':2,'pattern':'[a-z]+'}},"
          + "{'name':'age','type':'integer','constraints':{'minimum':0}}";

  private static Columns ages() {
    return columns(Schemas.fields("exact", AGES), "name", "age");
  }

  @Test
  void without_a_schema_every_value_is_text_and_none_is_missing() {
    assertThat(read(columns(null, "a", "b", "c"), "007,,\"x\"\"y\"\n").values())
        .containsExactly("TEXT 007", "TEXT ", "TEXT x\"y");
  }

  @Test
  void a_schema_types_the_values() {
    assertThat(read(ages(), "ada,+036\n").values()).containsExactly("TEXT ada", "NUMBER 36");
  }

  @Test
  void a_missing_value_is_null_quoted_or_not() {
    assertThat(read(ages(), "ada,\n").values()).containsExactly("TEXT ada", "NULL ");
    assertThat(read(ages(), "ada,\"\"\n").values()).containsExactly("TEXT ada", "NULL ");
  }

  @Test
  void a_missing_value_of_a_required_field_breaks_that_constraint() {
    Outcome outcome = read(ages(), ",36\n");
    assertThat(outcome.problems())
        .singleElement()
        .isInstanceOfSatisfying(
            ConstraintError.class,
            problem -> {
              assertThat(problem.column()).isEqualTo("name");
              assertThat(problem.columnNumber()).isEqualTo(1);
              assertThat(problem.value()).isNull();
              assertThat(problem.constraint()).isEqualTo("required");
            });
    assertThat(tally.count(Code.CONSTRAINT_ERROR, 0)).isEqualTo(1);
  }

  @Test
  void a_field_without_a_column_is_null() {
    Columns columns = columns(Schemas.fields("superset", "{'name':'x'},{'name':'y'}"), "y");
    assertThat(read(columns, "1\n").values()).containsExactly("NULL ", "TEXT 1");
  }

  @Test
  void every_missing_cell_is_a_problem_and_the_others_are_still_checked() {
    Columns columns = columns(Schemas.fields("equal", AGES + ",{'name':'x'}"), "age", "name", "x");
    Outcome outcome = read(columns, "old\n");
    assertThat(outcome.problems())
        .containsExactly(
            new MissingCell("name", 2),
            new TypeError("age", 1, new Excerpt("old", false), "integer"),
            new MissingCell("x", 3));
    assertThat(tally.count(Code.MISSING_CELL, 0)).isEqualTo(1);
    assertThat(tally.count(Code.MISSING_CELL, 1)).isZero();
    assertThat(tally.count(Code.MISSING_CELL, 2)).isEqualTo(1);
    assertThat(tally.count(Code.TYPE_ERROR, 1)).isEqualTo(1);
  }

  @Test
  void every_extra_cell_is_a_problem_and_the_others_are_still_checked() {
    Outcome outcome = read(ages(), "ada,old,x,\"\"\"y\"\n");
    assertThat(outcome.problems())
        .containsExactly(
            new TypeError("age", 2, new Excerpt("old", false), "integer"),
            new ExtraCell(3, new Excerpt("x", false)),
            new ExtraCell(4, new Excerpt("\"y", false)));
    assertThat(tally.count(Code.EXTRA_CELL, Tally.NO_COLUMN)).isEqualTo(2);
  }

  @Test
  void all_constraints_of_a_cell_are_checked_and_counted() {
    Outcome outcome = read(ages(), "1,-5\n");
    assertThat(outcome.problems())
        .extracting(RowProblem::column, RowProblem::constraint)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("name", "minLength"),
            org.assertj.core.groups.Tuple.tuple("name", "pattern"),
            org.assertj.core.groups.Tuple.tuple("age", "minimum"));
    assertThat(tally.count(Code.CONSTRAINT_ERROR, 0)).isEqualTo(2);
    assertThat(tally.count(Code.CONSTRAINT_ERROR, 1)).isEqualTo(1);
  }

  @Test
  void problems_beyond_the_cap_are_counted_and_not_listed() {
    Outcome outcome = read(columns(null, "a"), "x" + ",y".repeat(7) + "\n", 3);
    assertThat(outcome.problems()).extracting(RowProblem::columnNumber).containsExactly(2, 3, 4);
    assertThat(outcome.more()).isEqualTo(4);
    assertThat(tally.count(Code.EXTRA_CELL, Tally.NO_COLUMN)).isEqualTo(7);
  }

  @Test
  void as_many_problems_as_the_cap_leave_no_more() {
    Outcome outcome = read(columns(null, "a"), "x,y,y,y\n", 3);
    assertThat(outcome.problems()).hasSize(3);
    assertThat(outcome.more()).isZero();
  }

  @Test
  void the_dropped_columns_of_a_rejects_file_may_hold_anything() {
    Columns columns =
        columns(
            Schemas.fields("exact", AGES), RejectsColumns.COUNT, "_line", "_errors", "name", "age");
    assertThat(read(columns, "3,'old' is not an integer,ada,36\n").values())
        .containsExactly("TEXT ada", "NUMBER 36");
    assertThat(read(columns, "3,x,ada\n").problems()).containsExactly(new MissingCell("age", 2));
    assertThat(read(columns, "3,x,ada,36,y\n").problems())
        .containsExactly(new ExtraCell(3, new Excerpt("y", false)));
  }

  @Test
  void a_long_value_is_shown_cut_on_a_code_point() {
    Outcome outcome = read(ages(), "ada," + "😀".repeat(300) + "\n");
    assertThat(outcome.problems())
        .containsExactly(new TypeError("age", 2, new Excerpt("😀".repeat(200), true), "integer"));
  }

  @Test
  void values_that_are_rewritten_all_keep_their_own_text() {
    String fields =
        IntStream.range(0, 40)
            .mapToObj(i -> "{'name':'n%d','type':'number'}".formatted(i))
            .collect(java.util.stream.Collectors.joining(","));
    String[] labels = IntStream.range(0, 40).mapToObj(i -> "n" + i).toArray(String[]::new);
    Columns columns = columns(Schemas.fields("exact", fields), labels);
    String record =
        IntStream.range(0, 40)
            .mapToObj(i -> "+0" + (1_000 + i) + ".")
            .collect(java.util.stream.Collectors.joining(","));
    List<String> expected = IntStream.range(0, 40).mapToObj(i -> "NUMBER " + (1_000 + i)).toList();
    assertThat(read(columns, record).values()).isEqualTo(expected);
  }

  @Test
  void a_long_value_that_is_rewritten_may_follow_short_ones() {
    Columns columns =
        columns(
            Schemas.fields(
                "exact",
                "{'name':'a','type':'number'},{'name':'b','type':'number'},"
                    + "{'name':'c','type':'number'}"),
            "a",
            "b",
            "c");
    String digits = "9".repeat(900);
    assertThat(read(columns, ".1,." + digits + ",.2\n").values())
        .containsExactly("NUMBER 0.1", "NUMBER 0." + digits, "NUMBER 0.2");
  }
}
