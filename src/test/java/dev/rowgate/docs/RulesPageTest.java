package dev.rowgate.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.options.Limits;
import dev.rowgate.schema.SchemaReader;
import dev.rowgate.schema.SchemaResult;
import org.junit.jupiter.api.Test;

/// Tests that the schemas in `rules.md` are valid.
class RulesPageTest {

  @Test
  void its_schemas_can_be_read() {
    assertThat(Markdown.read("src/docs/rules.md").blocks("json"))
        .hasSize(3)
        .allSatisfy(json ->
            assertThat(SchemaReader.read(json.getBytes(UTF_8), Limits.STANDARD.schemaBytes()))
                .isInstanceOf(SchemaResult.Parsed.class));
  }
}
