package dev.rowgate.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.InputProblem.BlankHeader;
import dev.rowgate.problem.InputProblem.BlankLabel;
import dev.rowgate.problem.InputProblem.BlankLabelNotFitting;
import dev.rowgate.problem.InputProblem.DuplicateLabel;
import dev.rowgate.problem.InputProblem.ExtraLabel;
import dev.rowgate.problem.InputProblem.IncorrectLabel;
import dev.rowgate.problem.InputProblem.LookAlikeLabel;
import dev.rowgate.problem.InputProblem.MissingLabel;
import dev.rowgate.problem.InputProblem.ReservedColumn;
import dev.rowgate.schema.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderBindingTest {

  private static Schema abc(String fieldsMatch) {
    return Schemas.fields(fieldsMatch, "{'name':'a'},{'name':'b','type':'integer'},{'name':'c'}");
  }

  private static Binding.Bound bound(@Nullable Schema schema, String... labels) {
    return switch (HeaderBinding.bind(schema, List.of(labels), firstCell(labels), ",", true)) {
      case Binding.Bound bound -> bound;
      case Binding.Refused refused -> throw new AssertionError(refused.problems());
    };
  }

  private static List<InputProblem> refused(@Nullable Schema schema, String... labels) {
    return switch (HeaderBinding.bind(schema, List.of(labels), firstCell(labels), ",", true)) {
      case Binding.Bound bound -> throw new AssertionError(bound);
      case Binding.Refused refused -> refused.problems();
    };
  }

  private static int firstCell(String... labels) {
    int cell = 0;
    while (cell + 1 < labels.length
        && labels[cell].equals("_line")
        && labels[cell + 1].equals("_errors")) {
      cell += 2;
    }
    return cell;
  }

  /// Each key with its cell, and its type if the schema has it: `b=1:integer`.
  private static List<String> columns(@Nullable Schema schema, String... labels) {
    return shown(bound(schema, labels).columns());
  }

  private static List<String> shown(Columns columns) {
    return columns.all().stream()
        .map(c ->
            c.name() + "=" + c.cell() + (c.field() == null ? "" : ":" + c.field().type().name()))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cafe\u0301",
        "caf\u00E9\u200B",
        "\uFEFFcaf\u00E9",
        "caf\u00E9\u00A0",
        " caf\u00E9"
      })
  void a_label_that_looks_like_a_field_is_told_apart(String label) {
    Schema exact = Schemas.fields("exact", "{'name':'caf\u00E9'}");
    Schema equal = Schemas.fields("equal", "{'name':'caf\u00E9'},{'name':'x'}");
    assertThat(refused(exact, label)).singleElement().isInstanceOf(IncorrectLabel.class);
    assertThat(refused(exact, label).getFirst().message())
        .contains("look alike, but at character ")
        .contains(" the label has ")
        .contains(" and the schema ");
    assertThat(refused(equal, "x", label)).contains(new LookAlikeLabel(label, 2, "caf\u00E9"));
    assertThat(refused(equal, "x", label).getFirst().message()).contains("look alike");
    assertThat(refused(equal, "x", "cafe").getFirst().message()).doesNotContain("alike");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ID", "Id", "\u0406d", "i\u200Bd", "\uFEFFID", "ID\u00A0", "\uFF29D"})
  void a_label_like_a_field_names_it_under_each_fields_match(String label) {
    String field = "{'name':'x'},{'name':'id'}";
    for (String fieldsMatch : List.of("exact", "equal", "subset", "superset")) {
      assertThat(refused(Schemas.fields(fieldsMatch, field), "x", label))
          .as(fieldsMatch)
          .anySatisfy(problem ->
              assertThat(problem.message())
                  .contains("'" + label + "'", "'id'")
                  .containsPattern("the two (look alike|differ only in upper and lower case)"));
    }
    Binding.Bound partial = bound(Schemas.fields("partial", field), "x", label);
    assertThat(shown(partial.columns())).contains("id=-1:any");
    assertThat(partial.warnings()).singleElement().isEqualTo(new LookAlikeLabel(label, 2, "id"));
    assertThat(bound(Schemas.fields("partial", field), "x", "idea").warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Номер, номер",
    "НОМЕР, номер",
    "КОД, код",
    "Вид, вид",
    "Ημερομηνία, ημερομηνία",
    "ΜΗΚΟΣ, μηκος",
    "Μέσο, μέσο",
    "Größe, größe"
  })
  void a_label_of_another_case_is_recognised_in_each_script(String label, String field) {
    String fields = "{'name':'x'},{'name':'" + field + "'}";
    for (String fieldsMatch : List.of("exact", "equal", "subset", "superset")) {
      assertThat(refused(Schemas.fields(fieldsMatch, fields), "x", label))
          .as(fieldsMatch)
          .anySatisfy(problem ->
              assertThat(problem.message())
                  .contains("the two differ only in upper and lower case"));
    }
    assertThat(bound(Schemas.fields("partial", fields), "x", label).warnings())
        .singleElement()
        .isEqualTo(new LookAlikeLabel(label, 2, field))
        .extracting(InputProblem::message)
        .asString()
        .contains("the two differ only in upper and lower case");
  }

  /// The label begins with a Latin letter.
  @ParameterizedTest
  @CsvSource({"Hомер, номер", "KОД, код", "Bид, вид", "Hμέρα, ημέρα"})
  void a_label_of_another_case_and_script_is_recognised(String label, String field) {
    String fields = "{'name':'x'},{'name':'" + field + "'}";
    assertThat(bound(Schemas.fields("partial", fields), "x", label).warnings())
        .singleElement()
        .extracting(InputProblem::message)
        .asString()
        .contains("apart from upper and lower case the two look alike, but at character 1 ");
  }

  @ParameterizedTest
  @CsvSource({"µg, mg", "μg, mg"})
  void units_of_other_sizes_do_not_look_alike(String label, String field) {
    String fields = "{'name':'x'},{'name':'" + field + "'}";
    assertThat(bound(Schemas.fields("partial", fields), "x", label).warnings()).isEmpty();
  }

  @Test
  void an_additional_label_names_the_field_that_it_looks_like() {
    for (String fieldsMatch : List.of("equal", "superset")) {
      assertThat(refused(Schemas.fields(fieldsMatch, "{'name':'id'}"), "id", "ID"))
          .extracting(InputProblem::message)
          .containsExactly(
              "label 2, 'ID', is not in the schema, which has 'id'; the two differ only in upper"
                  + " and lower case, which caseSensitiveHeader=false ignores");
    }
  }

  @Test
  void case_cant_be_ignored_if_fields_differ_by_it() {
    Schema schema = Schemas.fields("exact", "{'name':'a'},{'name':'A'}");
    assertThat(HeaderBinding.bind(schema, List.of("a", "b"), 0, ",", false))
        .isInstanceOfSatisfying(
            Binding.Refused.class,
            refused ->
                assertThat(refused.problems().getFirst().message())
                    .isEqualTo(
                        "option 'caseSensitiveHeader' is 'false'; it takes true, since the schema"
                            + " has both 'a' and 'A'"));
  }

  @Test
  void a_missing_field_names_the_label_that_looks_like_it() {
    Schema subset = Schemas.fields("subset", "{'name':'id'},{'name':'a'}");
    assertThat(refused(subset, "a", "id\u200B").getFirst().message())
        .isEqualTo(
            "the header has no label 'id', but label 2 is 'id\u200B'; the two look alike, but at"
                + " character 3 the label has U+200B ZERO WIDTH SPACE and the schema its end");
  }

  @Test
  void the_first_character_that_differs_is_named() {
    assertThat(refused(abc("exact"), "a", "\u00A0b", "c").getFirst().message())
        .endsWith(
            "at character 1 the label has U+00A0 NO-BREAK SPACE and the schema U+0062 LATIN SMALL"
                + " LETTER B");
    assertThat(refused(abc("exact"), "a", "b\u200B", "c").getFirst().message())
        .endsWith("at character 2 the label has U+200B ZERO WIDTH SPACE and the schema its end");
  }

  @Test
  void without_a_schema_the_labels_are_the_keys() {
    assertThat(columns(null, "x", "A b", "é")).containsExactly("x=0", "A b=1", "é=2");
    assertThat(bound(null, "x").columns().cellCount()).isEqualTo(1);
    assertThat(bound(null, "x").warnings()).isEmpty();
  }

  @Test
  void labels_differ_by_case_and_spaces() {
    assertThat(columns(null, "a", "A", " a", "a ")).containsExactly("a=0", "A=1", " a=2", "a =3");
  }

  @Test
  void without_a_schema_a_blank_label_is_made_up_with_a_warning() {
    Binding.Bound bound = bound(null, "", "x", "");
    assertThat(shown(bound.columns())).containsExactly("field1=0", "x=1", "field3=2");
    assertThat(bound.warnings())
        .containsExactly(new BlankLabel(1, "field1"), new BlankLabel(3, "field3"));
  }

  @Test
  void without_a_schema_even_all_labels_may_be_blank() {
    assertThat(columns(null, "", "")).containsExactly("field1=0", "field2=1");
  }

  @Test
  void a_made_up_name_that_is_taken_is_refused_like_any_repeated_one() {
    assertThat(refused(null, "field2", "")).containsExactly(new DuplicateLabel("field2", 2, 1));
  }

  @Test
  void repeated_labels_are_refused_all_at_once() {
    assertThat(refused(null, "x", "y", "x", "y", "x"))
        .containsExactly(
            new DuplicateLabel("x", 3, 1),
            new DuplicateLabel("y", 4, 2),
            new DuplicateLabel("x", 5, 1));
  }

  @Test
  void reserved_names_are_refused() {
    assertThat(refused(null, "_summary", "x", "_error"))
        .containsExactly(new ReservedColumn("_summary", 1), new ReservedColumn("_error", 3));
    assertThat(refused(abc("subset"), "a", "b", "c", "_error"))
        .containsExactly(new ReservedColumn("_error", 4));
    assertThat(columns(null, "_errors", "_Error", "error"))
        .containsExactly("_errors=0", "_Error=1", "error=2");
  }

  @Test
  void the_columns_of_a_rejects_file_are_dropped_from_its_front() {
    Binding.Bound bound = bound(null, "_line", "_errors", "x", "y");
    assertThat(shown(bound.columns())).containsExactly("x=2", "y=3");
    assertThat(bound.columns().cellCount()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"exact", "equal", "subset", "superset", "partial"})
  void the_columns_of_a_rejects_file_are_dropped_however_fields_match(String fieldsMatch) {
    assertThat(columns(abc(fieldsMatch), "_line", "_errors", "a", "b", "c"))
        .containsExactly("a=2:any", "b=3:integer", "c=4:any");
  }

  @Test
  void the_columns_of_a_rejects_file_elsewhere_are_columns_like_others() {
    assertThat(columns(null, "x", "_line", "_errors"))
        .containsExactly("x=0", "_line=1", "_errors=2");
    assertThat(columns(null, "_errors", "_line")).containsExactly("_errors=0", "_line=1");
    assertThat(columns(null, "_line")).containsExactly("_line=0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"exact", "equal", "subset", "superset", "partial"})
  void a_header_like_the_schema_fits_however_fields_match(String fieldsMatch) {
    Binding.Bound bound = bound(abc(fieldsMatch), "a", "b", "c");
    assertThat(shown(bound.columns())).containsExactly("a=0:any", "b=1:integer", "c=2:any");
    assertThat(bound.columns().cellCount()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"exact", "equal", "subset", "superset", "partial"})
  void a_header_of_blank_labels_is_refused_with_a_schema(String fieldsMatch) {
    assertThat(refused(abc(fieldsMatch), "", "", "")).containsExactly(new BlankHeader());
  }

  @ParameterizedTest
  @ValueSource(strings = {"exact", "equal", "subset", "superset", "partial"})
  void a_required_field_without_a_column_is_refused_however_fields_match(String fieldsMatch) {
    Schema schema =
        Schemas.fields(fieldsMatch, "{'name':'a'},{'name':'b','constraints':{'required':true}}");
    assertThat(refused(schema, "a")).containsExactly(new MissingLabel("b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"equal", "subset", "superset", "partial"})
  void all_ways_but_exact_go_by_name_and_keep_the_order_of_the_schema(String fieldsMatch) {
    assertThat(columns(abc(fieldsMatch), "c", "a", "b"))
        .containsExactly("a=1:any", "b=2:integer", "c=0:any");
  }

  @ParameterizedTest
  @ValueSource(strings = {"exact", "equal", "subset", "superset", "partial"})
  void a_repeated_label_of_a_field_is_refused(String fieldsMatch) {
    assertThat(refused(abc(fieldsMatch), "a", "b", "c", "a"))
        .containsExactly(new DuplicateLabel("a", 4, 1));
  }

  @Test
  void exact_goes_by_position() {
    assertThat(refused(abc("exact"), "a", "c", "b"))
        .containsExactly(new IncorrectLabel("c", 2, "b"), new IncorrectLabel("b", 3, "c"));
  }

  @Test
  void exact_wants_no_more_and_no_fewer() {
    assertThat(refused(abc("exact"), "a"))
        .containsExactly(new MissingLabel("b"), new MissingLabel("c"));
    assertThat(refused(abc("exact"), "a", "b", "c", "d", ""))
        .containsExactly(new ExtraLabel("d", 4), new BlankLabelNotFitting(5, "field5", null));
    assertThat(refused(abc("exact"), "x", "", "c", "d"))
        .containsExactly(
            new IncorrectLabel("x", 1, "a"),
            new BlankLabelNotFitting(2, "field2", "b"),
            new ExtraLabel("d", 4));
  }

  @Test
  void exact_tells_positions_without_those_of_a_rejects_file() {
    assertThat(refused(abc("exact"), "_line", "_errors", "a", "x", "c", "d"))
        .containsExactly(new IncorrectLabel("x", 2, "b"), new ExtraLabel("d", 4));
  }

  @Test
  void equal_wants_all_fields_and_no_other() {
    assertThat(refused(abc("equal"), "x", "b", "", "a"))
        .containsExactly(
            new ExtraLabel("x", 1),
            new BlankLabelNotFitting(3, "field3", null),
            new MissingLabel("c"));
  }

  @Test
  void subset_wants_all_fields_and_takes_others_as_text_behind_them() {
    assertThat(columns(abc("subset"), "x", "c", "b", "y", "a"))
        .containsExactly("a=4:any", "b=2:integer", "c=1:any", "x=0", "y=3");
    assertThat(refused(abc("subset"), "x", "a"))
        .containsExactly(new MissingLabel("b"), new MissingLabel("c"));
  }

  @Test
  void superset_takes_fewer_fields_and_no_other() {
    assertThat(columns(abc("superset"), "b"))
        .containsExactly("a=-1:any", "b=0:integer", "c=-1:any");
    assertThat(refused(abc("superset"), "b", "x")).containsExactly(new ExtraLabel("x", 2));
  }

  @Test
  void partial_takes_fewer_fields_and_others() {
    assertThat(columns(abc("partial"), "x", "b"))
        .containsExactly("a=-1:any", "b=1:integer", "c=-1:any", "x=0");
  }

  @Test
  void partial_wants_one_field_at_least() {
    assertThat(refused(abc("partial"), "x", "y"))
        .containsExactly(new MissingLabel("a"), new MissingLabel("b"), new MissingLabel("c"));
  }

  @Test
  void repeated_and_blank_labels_beside_the_schema_are_told_too() {
    assertThat(refused(abc("partial"), "a", "x", "x"))
        .containsExactly(new DuplicateLabel("x", 3, 2));
    Binding.Bound bound = bound(abc("subset"), "a", "b", "c", "");
    assertThat(shown(bound.columns()))
        .containsExactly("a=0:any", "b=1:integer", "c=2:any", "field4=3");
    assertThat(bound.warnings()).containsExactly(new BlankLabel(4, "field4"));
  }

  @Test
  void exact_says_that_a_label_is_repeated_or_reserved_where_it_is() {
    assertThat(refused(abc("exact"), "a", "a", "c")).containsExactly(new DuplicateLabel("a", 2, 1));
    assertThat(refused(abc("exact"), "b", "b", "_error"))
        .containsExactly(
            new IncorrectLabel("b", 1, "a"),
            new DuplicateLabel("b", 2, 1),
            new ReservedColumn("_error", 3));
    assertThat(refused(abc("superset"), "a", "x", "x", "_summary"))
        .containsExactly(
            new ExtraLabel("x", 2),
            new DuplicateLabel("x", 3, 2),
            new ReservedColumn("_summary", 4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t", "\u00A0", "\u2003\u3000", "\u2028"})
  void white_space_is_a_blank_label(String blank) {
    Binding.Bound bound = bound(null, "a", blank);
    assertThat(shown(bound.columns())).containsExactly("a=0", "field2=1");
    assertThat(bound.warnings()).containsExactly(new BlankLabel(2, "field2"));
    assertThat(refused(abc("exact"), blank, blank, blank)).containsExactly(new BlankHeader());
    assertThat(columns(null, "_line", "_errors", "a", blank)).containsExactly("a=2", "field2=3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"exact", "equal", "subset", "superset", "partial"})
  void a_blank_label_matches_the_field_of_its_made_up_name(String fieldsMatch) {
    Schema schema = Schemas.fields(fieldsMatch, "{'name':'a'},{'name':'field2'}");
    assertThat(columns(schema, "a", " ")).containsExactly("a=0:any", "field2=1:any");
    assertThat(columns(schema, "_line", "_errors", "a", ""))
        .containsExactly("a=2:any", "field2=3:any");
    assertThat(columns(Schemas.fields(fieldsMatch, "{'name':'field1'}"), "\u00A0"))
        .containsExactly("field1=0:any");
  }

  @Test
  void without_a_header_and_without_a_schema_columns_are_numbered() {
    assertThat(shown(HeaderBinding.unlabelled(null, 0, 3)))
        .containsExactly("field1=0", "field2=1", "field3=2");
    assertThat(HeaderBinding.unlabelled(null, 0, 3).cellCount()).isEqualTo(3);
  }

  @Test
  void without_a_header_the_fields_of_a_schema_go_by_position() {
    Columns columns = HeaderBinding.unlabelled(abc("partial"), 0, 1);
    assertThat(shown(columns)).containsExactly("a=0:any", "b=1:integer", "c=2:any");
    assertThat(columns.cellCount()).isEqualTo(3);
  }
}
