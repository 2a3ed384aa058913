package dev.rowgate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Tests that each row of `robustness.md` has an existing command, a count and a good result.
class RobustnessPageTest {

  private static final List<List<String>> ROWS =
      Markdown.read("src/docs/robustness.md").table("fault");

  @Test
  void every_row_has_a_script_and_words_that_it_knows() throws IOException {
    assertThat(ROWS).isNotEmpty();
    for (List<String> row : ROWS) {
      String[] command = row.getLast().replace("`", "").split(" ");
      Path script = Path.of(command[0]);

      assertThat(script).as(row.toString()).isExecutable();
      String usage = Files.readString(script);
      for (int i = 1; i < command.length; i++) {
        if (!command[i].matches("[0-9]+")) {
          assertThat(usage).as(row.toString()).containsPattern("(?m)^#.*\\b" + command[i] + "\\b");
        }
      }
    }
  }

  @Test
  void every_row_has_counts_and_nothing_was_harmed_or_hung() {
    for (List<String> row : ROWS) {
      assertThat(row).as(row.toString()).hasSize(7);
      assertThat(row.subList(1, 3)).as(row.toString()).allMatch(cell -> cell.matches("[0-9,]+"));
      assertThat(row.subList(3, 6)).as(row.toString()).containsOnly("0");
    }
  }
}
