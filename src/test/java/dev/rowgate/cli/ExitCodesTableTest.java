package dev.rowgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.cli.flags.ExitCode;
import dev.rowgate.docs.Markdown;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests that the documented exit codes are those of the program.
class ExitCodesTableTest {

  @ParameterizedTest
  @CsvSource({"README.md,exit code", "src/docs/command-line.md,code"})
  void the_table_has_every_exit_code(String page, String heading) {
    Set<Integer> listed =
        Markdown.read(page).table(heading).stream()
            .flatMap(row -> Stream.of(row.getFirst().split(", ")))
            .map(Integer::valueOf)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(listed)
        .isEqualTo(Stream.of(ExitCode.values()).map(ExitCode::number).collect(Collectors.toSet()));
  }
}
