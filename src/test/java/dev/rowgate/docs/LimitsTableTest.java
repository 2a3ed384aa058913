package dev.rowgate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.options.Limit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Tests that `operations.md` lists exactly the existing limits.
class LimitsTableTest {

  @Test
  void the_table_has_every_limit_with_its_flag_and_variable_and_default() {
    List<List<String>> table =
        Markdown.read("src/docs/operations.md").table("limit").stream()
            .map(row -> row.subList(0, 4))
            .toList();

    assertThat(table)
        .isEqualTo(
            Stream.of(Limit.values())
                .map(limit ->
                    List.of(
                        limit.bounds(),
                        limit.text(limit.standard()),
                        "`--" + limit.kebabName() + "`",
                        "`ROWGATE_" + limit.name() + "`"))
                .toList());
  }
}
