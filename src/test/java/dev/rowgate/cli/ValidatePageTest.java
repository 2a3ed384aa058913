package dev.rowgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.cli.flags.ReportFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tests that the examples in `src/docs/validate.md` are the program's output.
class ValidatePageTest {

  @ParameterizedTest
  @EnumSource
  void the_page_shows_each_format(ReportFormat format) throws IOException {
    Ran ran =
        Ran.rowgate(
            "validate",
            "--format=" + format.name().toLowerCase(java.util.Locale.ROOT),
            "--schema=src/docs/sample/people.json",
            "src/docs/sample/people.csv");

    assertThat(Files.readString(Path.of("src/docs/validate.md")))
        .contains("\n" + ran.out() + "```");
  }

  @Test
  void the_page_names_each_format() throws IOException {
    for (String name : ReportFormat.NAMES) {
      assertThat(Files.readString(Path.of("src/docs/validate.md"))).contains("| `" + name + "` |");
    }
  }
}
