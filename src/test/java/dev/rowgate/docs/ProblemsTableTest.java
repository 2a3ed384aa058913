package dev.rowgate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.problem.Code;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Tests that `problems.md` lists exactly the existing codes. `StatusColumnTest` in `http` tests
/// its statuses.
class ProblemsTableTest {

  private static final Markdown PAGE = Markdown.read("src/docs/problems.md");
  private static final List<String> CODES = Stream.of(Code.values()).map(Code::id).toList();

  @Test
  void the_table_has_every_code_in_the_order_of_the_counts() {
    List<String> links = PAGE.table("code").stream().map(List::getFirst).toList();

    assertThat(links)
        .isEqualTo(CODES.stream().map(code -> "[`" + code + "`](#" + code + ")").toList());
  }

  @Test
  void every_code_has_a_section_in_the_same_order() {
    assertThat(PAGE.headings(2)).isEqualTo(CODES);
  }

  @Test
  void every_row_says_what_the_code_means_and_how_to_mend_it() {
    for (List<String> row : PAGE.table("code")) {
      assertThat(row).as(row.getFirst()).hasSize(6);
      assertThat(List.of(row.get(1), row.get(2), row.get(4), row.get(5)))
          .as(row.getFirst())
          .noneMatch(String::isEmpty);
    }
  }
}
