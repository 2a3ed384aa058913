package dev.rowgate.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rowgate.options.Limits;
import dev.rowgate.schema.SchemaReader;
import dev.rowgate.schema.SchemaResult;

/// Fuzz target: arbitrary bytes as a schema or resource.
class SchemaReaderFuzzTest {

  @FuzzTest
  void reads_any_schema_or_says_what_is_wrong_with_it(byte[] json) {
    switch (SchemaReader.read(json, Limits.STANDARD.schemaBytes())) {
      case SchemaResult.Parsed(var schema) ->
          assertThat(schema.fields()).hasSizeLessThanOrEqualTo(Limits.STANDARD.fields());
      case SchemaResult.Invalid(var problems, _) -> {
        assertThat(problems).isNotEmpty();
        assertThat(problems).allSatisfy(problem -> assertThat(problem.message()).isNotBlank());
      }
    }
  }
}
