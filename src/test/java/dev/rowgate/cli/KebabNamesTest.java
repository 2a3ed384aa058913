package dev.rowgate.cli;

import static dev.rowgate.cli.Ran.rowgate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.cli.flags.KebabNames;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.Problem;
import dev.rowgate.problem.RowProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KebabNamesTest {

  private static final String OPTIONS =
      "skipFooter=0 : encoding=y use encoding=utf-8 allow more by max-keys or max-keys";

  @TempDir private Path dir;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "skipFooter=0",
        "x: encoding=y",
        "use encoding=utf-8",
        "allow more by max-keys",
        "min or max-keys",
        "name it: encoding=utf-8",
      })
  void text_of_the_input_that_looks_like_an_option_stays(String label) throws IOException {
    Path file = dir.resolve("x.csv");
    Files.writeString(file, label + "," + label + "\n1,2\n");

    assertThat(rowgate("transform", file.toString()).err())
        .contains("label '" + label + "' is used by columns 1 and 2");
  }

  @Test
  void options_in_advice_are_flags() {
    assertThat(text(new InputProblem.SkippedRecords(4, 1))).contains(": --skip-footer 0 keeps it");
    assertThat(text(new InputProblem.SkippedRecords(4, 2))).contains(": --skip-footer 0 keeps");
    assertThat(text(new InputProblem.MisnamedEncoding("x", true))).endsWith("use --encoding=utf-8");
    assertThat(text(new InputProblem.UnnamedEncoding("x", true))).contains(": --encoding=x,");
    assertThat(text(new InputProblem.InflateRatio(2))).endsWith("by --max-inflate-ratio");
    assertThat(text(new InputProblem.UniquenessBudget(2)))
        .endsWith("by --max-key-memory or --max-key-spool-bytes");
  }

  @Test
  void a_reference_has_the_flags_of_its_cause_and_keeps_its_name() {
    var cause = new RowProblem.InvalidEncoding("UTF-8", 1, OPTIONS);
    var header = new InputProblem.BrokenHeader(1, cause);

    assertThat(text(new InputProblem.BadReference(OPTIONS, 1, header)))
        .startsWith("the reference '" + OPTIONS + "'")
        .contains(OPTIONS + "'", OPTIONS)
        .endsWith("name it: --encoding=windows-1252");
  }

  private static String text(Problem problem) {
    return KebabNames.text(problem);
  }
}
