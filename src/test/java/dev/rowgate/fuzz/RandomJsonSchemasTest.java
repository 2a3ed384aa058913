package dev.rowgate.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Options;
import dev.rowgate.options.PartialDialect;
import dev.rowgate.pipeline.Conversion;
import dev.rowgate.pipeline.Driven;
import dev.rowgate.schema.Schema;
import dev.rowgate.schema.SchemaReader;
import dev.rowgate.schema.SchemaResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Tests random JSON Schemas, each with six random values: every schema is accepted or refused with
/// its problems, and every value becomes a row or an `_error`. `-Drowgate.jsonSchemas=100000` sets
/// the number of schemas.
@Timeout(1_800)
class RandomJsonSchemasTest {

  private static final int SCHEMAS = Integer.getInteger("rowgate.jsonSchemas", 3_000);
  private static final int VALUES = 6;
  private static final Path SEEDS = Path.of("src/test/resources/dev/rowgate/fuzz/json-schemas");
  private static final Dialect DIALECT = PartialDialect.NOTHING.complete();

  @Test
  void no_schema_and_no_value_makes_it_throw() {
    int read = 0;
    for (int seed = 0; seed < SCHEMAS; seed++) {
      try {
        read += isRead(seed) ? 1 : 0;
      } catch (RuntimeException | StackOverflowError | AssertionError e) {
        throw new AssertionError("seed " + seed + ": " + schema(seed), e);
      }
    }
    // Otherwise values would hardly be checked.
    assertThat(read).isGreaterThan(SCHEMAS / 4);
  }

  /// Schemas that once failed, one per line.
  @Test
  void no_seed_makes_it_throw() throws IOException {
    List<String> cells = List.of("{}", "[]", "[1e309]", "{\"a\":1e9999}", "[{\"a\":[\"\"]}]");
    try (var files = Files.list(SEEDS)) {
      for (Path file : files.toList()) {
        for (String jsonSchema : Files.readAllLines(file)) {
          for (String type : List.of("object", "array")) {
            check(
                "{\"fields\":[{\"name\":\"v\",\"type\":\"%s\",\"constraints\":{\"jsonSchema\":%s}}]}"
                    .formatted(type, jsonSchema),
                cells);
          }
        }
      }
    }
  }

  private static String type(int seed) {
    return seed % 2 == 0 ? "object" : "array";
  }

  private static String schema(int seed) {
    return new RandomJsonSchemas(seed).schema(type(seed));
  }

  private static boolean isRead(int seed) {
    var random = new RandomJsonSchemas(seed);
    String schema = random.schema(type(seed));
    List<String> cells =
        java.util.stream.IntStream.range(0, VALUES).mapToObj(_ -> random.cell(type(seed))).toList();
    return check(schema, cells);
  }

  /// @return whether the schema was accepted
  private static boolean check(String json, List<String> cells) {
    return switch (SchemaReader.read(json.getBytes(UTF_8), Limits.STANDARD.schemaBytes())) {
      case SchemaResult.Parsed(Schema schema) -> {
        var file = new StringBuilder("v\n");
        cells.forEach(cell -> file.append('"').append(cell.replace("\"", "\"\"")).append("\"\n"));
        Driven driven =
            Driven.drive(
                new Conversion(schema, DIALECT, Options.STANDARD, Limits.STANDARD),
                file.toString().getBytes(UTF_8),
                Integer.MAX_VALUE);
        assertThat(driven.isComplete()).isTrue();
        assertThat(driven.rows().size() + driven.errors().size()).isEqualTo(cells.size());
        yield true;
      }
      case SchemaResult.Invalid(var problems, _) -> {
        assertThat(problems).isNotEmpty();
        problems.forEach(problem -> assertThat(problem.message()).isNotBlank());
        yield false;
      }
    };
  }
}
