package dev.rowgate.cli;

import static dev.rowgate.cli.Ran.rowgate;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.cli.flags.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests that the name of a file of tab-separated values implies the delimiter.
class TsvTest {

  private static final String TABS = "a\tb\n1\t2,3\n";
  private static final String ROW = "{\"a\":\"1\",\"b\":\"2,3\"}\n";

  @TempDir private Path dir;

  private String write(String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text).toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x.tsv", "x.tab", "X.TSV", "x.csv.tab"})
  void a_file_is_read_with_tabs(String name) throws IOException {
    String file = write(name, TABS);

    assertThat(rowgate("transform", file).out()).startsWith(ROW).doesNotContain("warnings");
    assertThat(rowgate("validate", "--format=json", file).out())
        .contains("\"valid\":true", "\"recordsRead\":1");
  }

  @Test
  void a_compressed_file_too() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(TABS.getBytes(UTF_8));
    }
    Path file = Files.write(dir.resolve("x.tsv.gz"), bytes.toByteArray());

    assertThat(rowgate("transform", file.toString()).out()).startsWith(ROW);
  }

  @Test
  void a_named_delimiter_counts_more() throws IOException {
    String commas = write("c.tsv", "a,b\n1,2\n");
    String schema =
        write(
            "s.json",
            """
            {"dialect": {"delimiter": ","}, "schema": {"fields": [{"name": "a"}, {"name": "b"}]}}
            """);
    String row = "{\"a\":\"1\",\"b\":\"2\"}\n";

    assertThat(rowgate("transform", "--delimiter=,", commas).out()).startsWith(row);
    assertThat(rowgate("transform", "--schema", schema, commas).out()).startsWith(row);
    assertThat(rowgate("transform", write("sep.tsv", "sep=;\na;b\n1;2\n")).out()).startsWith(row);
    assertThat(rowgate("transform", "--header=false", write("t.csv", "1\t2\n")).out())
        .startsWith("{\"field1\":\"1\\t2\"}");
  }

  @Test
  void the_name_of_stdin_is_like_that_of_a_file() throws IOException {
    for (String[] command : new String[][] {{"transform"}, {"validate", "--format=json"}}) {
      for (String text :
          List.of(TABS, "sep=;\na;b\n1;2\n", "_line,_errors,a,b\n2,x,1,2\n", "a,b\n1,2\n")) {
        String file = write("x.tsv", text);
        assertThat(Ran.with(text, with(command, "--stdin-name=d/x.tsv.gz")).out())
            .isEqualTo(rowgate(with(command, file)).out());
      }
      assertThat(Ran.with(TABS, with(command, "--stdin-name=x.csv")).out())
          .isEqualTo(Ran.with(TABS, command).out());
      Ran both = rowgate(with(command, "--stdin-name=x.tsv", write("x.tsv", TABS)));
      assertThat(both.exit()).isEqualTo(ExitCode.WRONG_USAGE);
      assertThat(both.err()).contains("'--stdin-name' is the name of stdin, but FILE is read");
    }
  }

  private static String[] with(String[] command, String... more) {
    return Stream.of(command, more).flatMap(Stream::of).toArray(String[]::new);
  }

  @Test
  void commas_in_such_a_file_are_a_warning() throws IOException {
    assertThat(rowgate("transform", write("c.tsv", "a,b\n1,2\n")).out())
        .contains("undivided-header", "in which there is ','", "and not a tab");
  }

  @Test
  void an_inferred_schema_fits_the_file_whatever_separates_it() throws IOException {
    for (String text : new String[] {TABS, "a,b\n1,2\n3,4\n", "a;b\n1;2\n3;4\n"}) {
      String file = write("x.tsv", text);
      String schema = write("x.json", rowgate("infer", file).out());
      Ran ran = rowgate("transform", "--schema", schema, file);
      assertThat(ran.exit()).isEqualTo(ExitCode.ALL_GOOD);
      assertThat(ran.out()).startsWith("{\"a\":1,\"b\":");
    }
  }

  @Test
  void each_of_several_files_by_its_own_name() throws IOException {
    write("a.csv", "a,b\n1,2\n");
    write("b.tsv", "a\tb\n1\t2\tx\n");
    write("c.tab", TABS);
    Path out = dir.resolve("out");
    Ran ran = rowgate("transform", "-o", out + "/", "--rejects", out + "/", dir.toString());

    assertThat(ran.err()).contains("3 of 3 files whole", "3 records read, 2 rows written");
    assertThat(Files.readString(out.resolve("a.ndjson"))).startsWith("{\"a\":\"1\",\"b\":\"2\"}\n");
    assertThat(Files.readString(out.resolve("c.ndjson"))).startsWith(ROW);
    assertThat(out.resolve("a.rejects.csv")).exists();
    assertThat(rowgate("transform", out.resolve("b.rejects.tsv").toString()).out())
        .contains("\"extra-cell\"", "\"recordsRead\":1,");
  }

  @Test
  void references_and_a_file_that_refers_to_itself() throws IOException {
    String schema =
        write(
            "s.json",
            """
            {"fields": [{"name": "id"}, {"name": "code"}, {"name": "parent"}],
             "foreignKeys": [
               {"fields": "code", "reference": {"resource": "codes", "fields": "code"}},
               {"fields": "parent", "reference": {"fields": "id"}}]}
            """);
    String tabs = write("codes.tsv", "code\tname\nDE\tGermany\n");
    String commas = write("codes.csv", "code,name\nDE,Germany\n");
    String input = write("in.tsv", "id\tcode\tparent\n1\tDE\t1\n2\tXX\t1\n");
    for (String codes : new String[] {tabs, commas}) {
      assertThat(
              rowgate("transform", "--schema", schema, "--reference", "codes=" + codes, input)
                  .out())
          .contains("{\"id\":\"1\",\"code\":\"DE\",\"parent\":\"1\"}", "\"rowsRejected\":1");
    }
  }

  @Test
  void a_quote_that_is_a_tab_is_refused_with_the_name() throws IOException {
    Ran ran = rowgate("transform", "--quote=tab", write("x.tsv", TABS));

    assertThat(ran.exit()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(ran.err()).contains("x.tsv: option '--quote'");
  }

  /// The rejects are separated by tabs, too, and their file may have any name.
  @Test
  void rejects_are_read_again_by_the_same_flags() throws IOException {
    String broken = "a\tb\n1\t2\t3\n4\t5\n";
    for (String flag : new String[] {"--header=true", "--header=false"}) {
      Path input = Files.writeString(dir.resolve("x.tsv"), broken);
      Path rejects = dir.resolve("r.csv");
      rowgate("transform", flag, "--rejects", rejects.toString(), input.toString());
      String mended = Files.readString(rejects).replace("\t3\n", "\n");
      assertThat(mended).startsWith("_line\t_errors\t");
      String again = write("again.csv", mended);
      assertThat(rowgate("transform", flag, again).out()).contains(":\"1\",", ":\"2\"}");
      assertThat(rowgate("transform", flag, write("again.tab", mended)).out())
          .isEqualTo(rowgate("transform", flag, again).out());
    }
  }

  /// Labels that aren't on the first line don't show the delimiter.
  @Test
  void rejects_with_lines_before_the_labels_have_a_fitting_name() throws IOException {
    Path input = Files.writeString(dir.resolve("x.csv"), "title\na,b\n1,2\n3\n");
    for (String option : List.of("--skip-rows=1", "--comment=#", "--header-rows=2")) {
      String rejects = dir.resolve("r.tsv").toString();
      Ran ran = rowgate("transform", option, "--rejects", rejects, input.toString());
      assertThat(ran.exit()).isEqualTo(ExitCode.WRONG_USAGE);
      assertThat(ran.err()).contains("r.tsv: by its name it would be read with another delimiter");
      assertThat(Path.of(rejects)).doesNotExist();
      String named = dir.resolve("r.csv").toString();
      assertThat(rowgate("transform", option, "--rejects", named, input.toString()).exit())
          .isNotEqualTo(ExitCode.WRONG_USAGE);
      assertThat(
              rowgate("transform", option, "--delimiter=,", "--rejects", rejects, input.toString())
                  .exit())
          .isNotEqualTo(ExitCode.WRONG_USAGE);
      Files.delete(Path.of(rejects));
    }
  }

  @Test
  void rejects_of_records_before_any_column_are_read_again() throws IOException {
    Path input = Files.writeString(dir.resolve("m.csv"), "\"1\n2x,\"y\"z\n");
    String rejects = dir.resolve("m.tsv").toString();
    rowgate("transform", "--header=false", "--rejects", rejects, input.toString());

    assertThat(rowgate("transform", "--header=false", rejects).out())
        .contains("\"recordsRead\":2,", "\"rowsRejected\":2,");
  }

  @Test
  void rejects_in_utf_16_and_rewritten_with_quotes() throws IOException {
    Path wide = dir.resolve("r.csv");
    Files.write(wide, "\uFEFF_line\t_errors\ta\tb\n2\tx\t1\t2\n".getBytes(UTF_16LE));
    String row = "{\"a\":\"1\",\"b\":\"2\"}\n";

    assertThat(rowgate("transform", wide.toString()).out()).startsWith(row);
    String quoted = "\"_line\"\t\"_errors\"\t\"a\"\t\"b\"\n\"2\"\t\"x\"\t\"1\"\t\"2\"\n";
    assertThat(Ran.with(quoted, "transform").out()).startsWith(row);
    assertThat(Ran.with(quoted, "transform", "--delimiter=,").exit())
        .isEqualTo(ExitCode.INPUT_BROKEN);
  }
}
