package dev.rowgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests that warnings are written to stderr where the user wouldn't look for them in the output.
class WarningsOnStderrTest {

  private static final String INPUT = "sep=;\na;b\n1;2\n";
  private static final String WARNING =
      "rowgate: stdin: warning: the first line, 'sep=;', is left out; ';' is the delimiter\n";

  @TempDir Path dir;

  @Test
  void a_summary_on_stdout_has_them() {
    assertThat(Ran.with(INPUT, "transform").err()).isEmpty();
    assertThat(Ran.with(INPUT, "validate").err()).isEmpty();
  }

  @Test
  void without_a_summary_or_with_a_file_they_are_on_stderr() {
    String output = dir.resolve("out").toString();
    assertThat(Ran.with(INPUT, "transform", "-o", output).err()).isEqualTo(WARNING);
    assertThat(Ran.with(INPUT, "transform", "--summary=false").err()).isEqualTo(WARNING);
    assertThat(Ran.with(INPUT, "transform", "--summary=false", "-o", output).err())
        .isEqualTo(WARNING);
  }

  /// A wrong delimiter is the usual reason to look.
  @Test
  void a_header_that_was_not_split_is_among_them() {
    assertThat(Ran.with("a;b\n1;2\n", "transform", "-o", dir.resolve("out").toString()).err())
        .contains("warning: the header is one label, in which there is ';'");
  }

  @Test
  void several_inputs_have_them_in_their_summaries() throws IOException {
    Path one = Files.writeString(dir.resolve("1.csv"), INPUT);
    Path two = Files.writeString(dir.resolve("2.csv"), INPUT);
    String output = dir.resolve("out/").toString() + "/";
    assertThat(Ran.rowgate("transform", "-o", output, one.toString(), two.toString()).err())
        .startsWith("rowgate: total: 2 of 2 files whole: ")
        .hasLineCount(1);
  }

  @Test
  void infer_and_init_tell_what_they_could_not_type() throws IOException {
    Path csv = Files.writeString(dir.resolve("a.csv"), "a,b\n1,x\n2,y\n3\n4,z\n");
    String output = dir.resolve("a.json").toString();
    assertThat(Ran.rowgate("infer", "-o", output, csv.toString()).err())
        .startsWith("rowgate: " + csv + ": warning: ")
        .contains("line 4");
    assertThat(Ran.rowgate("infer", csv.toString()).err()).isEmpty();
    assertThat(Ran.rowgate("init", csv.toString()).err())
        .contains("rowgate: " + csv + ": warning: ", "rowgate: wrote ");
  }

  @Test
  void a_file_for_several_inputs_that_was_not_written_is_named() throws IOException {
    Path one = Files.writeString(dir.resolve("1.csv"), INPUT);
    Path broken = Files.writeString(dir.resolve("2.csv"), "");
    Path output = dir.resolve("out");
    Ran ran = Ran.rowgate("transform", "-o", output.toString(), one.toString(), broken.toString());
    assertThat(ran.err()).endsWith(": not written, because not all files are whole\n");
    assertThat(output).doesNotExist();
  }
}
