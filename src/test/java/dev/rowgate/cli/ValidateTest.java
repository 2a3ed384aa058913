package dev.rowgate.cli;

import static dev.rowgate.cli.Ran.rowgate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.cli.flags.ExitCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValidateTest {

  @TempDir Path dir;
  private Path schema;

  @BeforeEach
  void writeSchema() throws IOException {
    schema =
        Files.writeString(
            dir.resolve("schema.json"),
            """
            {"fields":[{"name":"name"},{"name":"age","type":"integer"}],"fieldsMatch":"superset"}
            """);
  }

  private Ran validate(String csv, String... flags) {
    var args = new String[flags.length + 2];
    args[0] = "validate";
    args[1] = "--schema=" + schema;
    System.arraycopy(flags, 0, args, 2, flags.length);
    return Ran.with(csv, args);
  }

  @Test
  void writes_nothing_of_a_report_when_a_fault_comes_before_any_record() {
    var out = new ByteArrayOutputStream();
    byte[] cut = {0x1f, (byte) 0x8b, 8, 0};

    Ran ran = Ran.with(new ByteArrayInputStream(cut), out, "validate");

    assertThat(ran.exit()).isNotIn(ExitCode.ALL_GOOD, ExitCode.SOME_REJECTED);
    assertThat(out.size()).isZero();
    assertThat(ran.err()).isNotEmpty();
  }

  @Test
  void in_a_pipe_writes_the_report() {
    Ran good = validate("name,age\nAda,36\n");
    assertThat(good.exit()).isEqualTo(ExitCode.ALL_GOOD);
    assertThat(good.out()).startsWith("{\"errors\":[],\"valid\":true,\n\"summary\":{");
    assertThat(good.err()).isEmpty();

    Ran bad = validate("name,age\nAda,old\n");
    assertThat(bad.exit()).isEqualTo(ExitCode.SOME_REJECTED);
    assertThat(bad.out()).contains("{\"record\":1,\"line\":2,", "\"valid\":false");
    assertThat(bad.err()).isEmpty();
  }

  private static final String BEDS =
      """
      {"fields":[{"name":"beds","type":"integer"},{"name":"guests","type":"integer"}],
       "rowgate:rules":[
        {"code":"crowded","message":"more guests than beds","severity":"warning",
         "compare":{"field":"guests","operator":"<=","other":"beds"}},
        {"code":"overfull","message":"nobody sleeps","severity":"error",
         "when":{"field":"guests","constraints":{"minimum":9}},
         "then":{"field":"beds","constraints":{"minimum":5}}}]}
      """;

  @Test
  void rules_stand_in_every_form_of_the_report() throws IOException {
    Files.writeString(schema, BEDS);
    String csv = "beds,guests\n2,3\n1,9\n";

    assertThat(validate(csv, "--format=json").out())
        .contains("\"problems\":{\"overfull\":{\"beds\":1}},\"warnings\":[{\"code\":\"crowded\",");
    assertThat(validate(csv, "--format=table").out())
        .contains("  1 × overfull in beds\n", "^ nobody sleeps\n")
        .contains("  warning  2 × crowded: more guests than beds, first on line 2\n");
    assertThat(validate(csv, "--format=github").out())
        .contains("::error line=3,col=1,title=overfull in beds::nobody sleeps\n")
        .contains("::warning line=2,title=crowded%2C 2 records::more guests than beds\n");
  }

  @Test
  void warnings_alone_leave_a_file_valid() throws IOException {
    Files.writeString(schema, BEDS);
    Ran ran = validate("beds,guests\n2,3\n");

    assertThat(ran.exit()).isEqualTo(ExitCode.ALL_GOOD);
    assertThat(ran.out())
        .contains("\"valid\":true", "\"count\":1,\"firstRecord\":1,\"firstLine\":2}]}");
  }

  @Test
  void a_fault_is_in_the_report_and_on_stderr() {
    Ran ran = validate("name,age\nAda,old\nGrace,1\n", "--errors=fail");

    assertThat(ran.exit()).isEqualTo(ExitCode.INPUT_BROKEN);
    assertThat(ran.out()).contains("\"valid\":false", "\"fault\":{\"code\":\"record-rejected\"");
    assertThat(ran.err()).startsWith("rowgate: stdin: ").contains("[record-rejected]");
  }

  @Test
  void a_refusal_writes_nothing_but_its_reasons() {
    Ran ran = validate("name,shoe size\nAda,36\n");

    assertThat(ran.exit()).isEqualTo(ExitCode.INPUT_BROKEN);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("[extra-label]");
  }

  @Test
  void writes_a_file_that_appears_when_it_is_complete() throws IOException {
    Path report = dir.resolve("report.json");

    assertThat(validate("name,age\nAda,old\n", "-o", report.toString()).exit())
        .isEqualTo(ExitCode.SOME_REJECTED);
    assertThat(report).content().contains("\"valid\":false");

    Files.delete(report);
    validate("name,age\nAda,old\n", "-o", report.toString(), "--errors=fail");
    assertThat(report).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--nulls=omit", "--summary=false", "--format=xml", "--format=tabel"})
  void refuses_what_says_nothing_of_a_report(String flag) {
    Ran ran = validate("name,age\n", flag);

    assertThat(ran.exit()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains(flag.substring(2, flag.indexOf('=')));
  }

  @Test
  void says_which_format_was_meant() {
    assertThat(validate("", "--format=tabel").err()).contains("did you mean 'table'?");
  }

  @Test
  void the_table_points_at_the_cells() {
    Ran ran =
        validate(
            """
            name,age
            李娜,old
            "a ""b"" c",x1
            Ada,36
            Tim,1,2,3
            "Grace
            """,
            "--format=table");

    assertThat(ran.exit()).isEqualTo(ExitCode.SOME_REJECTED);
    assertThat(ran.out())
        .isEqualTo(
            """
              2 × type-error in age
                 2 │ 李娜,old
                   │      ^^^ 'old' is not an integer
                 3 │ "a ""b"" c",x1
                   │             ^^ 'x1' is not an integer

              2 × extra-cell
                 5 │ Tim,1,2,3
                   │       ^ cell 3 ('2') is after the last column
                 5 │ Tim,1,2,3
                   │         ^ cell 4 ('3') is after the last column

              1 × unclosed-quote in name
                 6 │ "Grace
                   │ ^^^^^^ the quote that opens cell 1 has no end

            stdin: 5 records, 1 valid, 4 rejected
            """);
  }

  @Test
  void the_table_shows_the_most_frequent_first_and_a_few_of_each() {
    Ran ran = validate("name,age\nA\n" + "A,x\n".repeat(1200), "--format=table");

    assertThat(ran.out())
        .startsWith("  1,200 × type-error in age\n")
        .contains("     3 │ A,x", "     5 │ A,x", " ⋮\n\n  1 × missing-cell in age\n")
        .doesNotContain("     6 │")
        .endsWith("stdin: 1,201 records, 0 valid, 1,201 rejected\n");
  }

  @Test
  void the_table_points_into_the_right_line_of_a_record() {
    Ran ran = validate("name,age\n\"A\r\nB\",x\n", "--format=table");

    assertThat(ran.out()).contains("     3 │ B\",x\n       │    ^ 'x' is not an integer\n");
  }

  @Test
  void the_table_shows_bytes_that_are_no_text() throws IOException {
    Path csv = Files.write(dir.resolve("a.csv"), new byte[] {'a', '\n', 'x', (byte) 0xFF, '\n'});

    Ran ran = rowgate("validate", "--format=table", csv.toString());

    assertThat(ran.out()).contains("     2 │ x\uFFFD\n       │  ^ ");
  }

  @Test
  void the_table_obeys_no_cell() {
    Ran ran = validate("name,age\n\u001b[31mred\u202E,x\n", "--format=table");

    assertThat(ran.out()).contains("│ ␛[31mred\uFFFD,x\n").doesNotContain("\u001b", "\u202E");
  }

  @Test
  void a_long_line_is_cut_around_its_cell() {
    Ran ran =
        validate("name,age\n" + "n".repeat(300) + ",x" + "y".repeat(300) + "\n", "--format=table");

    String line = ran.out().lines().skip(1).findFirst().orElseThrow();
    assertThat(line).startsWith("     2 │ …nnn").contains(",xy").endsWith("…");
    assertThat(line.length()).isLessThanOrEqualTo(80);
    String carets = ran.out().lines().skip(2).findFirst().orElseThrow();
    assertThat(carets.indexOf('^')).isEqualTo(line.indexOf(",x") + 1);
  }

  @Test
  void annotations_say_file_line_and_column() throws IOException {
    Path csv = Files.writeString(dir.resolve("a,b%.csv"), "name,age\nAda,old\n李娜,\"1%\n2\"\n");

    Ran ran = rowgate("validate", "--schema=" + schema, "--format=github", csv.toString());

    String file = csv.toString().replace("%", "%25").replace(",", "%2C");
    assertThat(ran.exit()).isEqualTo(ExitCode.SOME_REJECTED);
    assertThat(ran.out())
        .isEqualTo(
            """
            ::error file=%1$s,line=2,col=5,title=type-error in age::'old' is not an integer
            ::error file=%1$s,line=3,col=5,title=type-error in age::'1%%25%%0A2' is not an integer
            ::error file=%1$s,title=rowgate::2 of 2 records rejected
            """
                .formatted(file));
  }

  @Test
  void a_refusal_is_an_annotation_too() {
    Ran ran = validate("name,shoe size\nAda,36\n", "--format=github");

    assertThat(ran.exit()).isEqualTo(ExitCode.INPUT_BROKEN);
    assertThat(ran.out()).startsWith("::error line=1,title=extra-label::");
    assertThat(ran.err()).contains("[extra-label]");
  }
}
