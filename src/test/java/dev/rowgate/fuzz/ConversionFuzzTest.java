package dev.rowgate.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Options;
import dev.rowgate.options.PartialDialect;
import dev.rowgate.pipeline.Conversion;
import dev.rowgate.pipeline.Driven;
import dev.rowgate.pipeline.Step;
import dev.rowgate.schema.Schema;
import dev.rowgate.schema.SchemaReader;
import dev.rowgate.schema.SchemaResult;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Fuzz target: arbitrary bytes as input and schema, from bytes to lines. The lines are read by a
/// strict JSON parser.
class ConversionFuzzTest {

  /// @param data a schema or resource on one line, or an empty line for none; then the file
  @FuzzTest
  void accounts_for_every_record(byte[] data) {
    int line = new String(data, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf('\n');
    if (line < 0) {
      return;
    }
    byte[] file = Arrays.copyOfRange(data, line + 1, data.length);
    if (line == 0) {
      check(null, file);
    } else if (SchemaReader.read(Arrays.copyOf(data, line), Limits.STANDARD.schemaBytes())
        instanceof SchemaResult.Parsed(Schema schema)) {
      check(schema, file);
    }
  }

  private static void check(@Nullable Schema schema, byte[] file) {
    Dialect dialect = (schema == null ? PartialDialect.NOTHING : schema.dialect()).complete();
    if (dialect.conflict() != null) {
      return;
    }
    Driven driven = drive(schema, dialect, file, Integer.MAX_VALUE);
    assertThat(new String(drive(schema, dialect, file, 1, 2, 3).output(), UTF_8))
        .isEqualTo(new String(driven.output(), UTF_8));
    if (driven.ending() instanceof Step.Refused) {
      assertThat(driven.output()).isEmpty();
      return;
    }
    JsonNode summary = driven.summary();
    assertThat(driven.rows()).hasSize(summary.get("rowsWritten").asInt());
    assertThat(driven.errors()).hasSize(summary.get("rowsRejected").asInt());
    assertThat(summary.get("recordsRead").asInt())
        .isEqualTo(driven.rows().size() + driven.errors().size());
    assertThat(summary.get("complete").asBoolean()).isEqualTo(driven.isComplete());
  }

  private static Driven drive(
      @Nullable Schema schema, Dialect dialect, byte[] file, int... pieces) {
    return Driven.drive(
        new Conversion(schema, dialect, Options.STANDARD, Limits.STANDARD), file, pieces);
  }
}
