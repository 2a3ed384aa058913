package dev.rowgate.infer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.rowgate.bytes.Compression;
import dev.rowgate.conformance.Case;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Options;
import dev.rowgate.options.PartialDialect;
import dev.rowgate.pipeline.Conversion;
import dev.rowgate.pipeline.Step;
import dev.rowgate.schema.Schema;
import dev.rowgate.schema.SchemaReader;
import dev.rowgate.schema.SchemaResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.json.JsonMapper;

/// Tests that an inferred descriptor works on its input: the run starts, and rejects no record that
/// the warnings don't mention.
class InferThenTransformTest {

  /// Number of random files; set `-Drowgate.infer.files=10000` for more.
  private static final int FILES = Integer.getInteger("rowgate.infer.files", 1_000);

  /// Matches warnings about rejected records, with their number.
  private static final Pattern REJECTED =
      Pattern.compile(
          "records: (\\d+) of \\d+ have another|records: (\\d+) of \\d+ can't|records: (\\d+) of"
              + " \\d+ repeat|footer; (\\d+) of them would|: (\\d+) cells aren't of type");

  @Test
  void random_files() {
    for (long seed = 1; seed <= FILES; seed++) {
      byte[] input = seed % 10 == 0 ? new RandomFiles(seed).noise() : new RandomFiles(seed).next();
      check("seed " + seed, input, Scope.WHOLE);
    }
  }

  @TestFactory
  Stream<DynamicTest> inputs_of_the_conformance_cases() {
    return Case.all().stream()
        .map(given -> dynamicTest(given.id(), () -> check(given.id(), given.input(), Scope.WHOLE)));
  }

  @Test
  void the_labelled_corpus() {
    LabelledFile.all().forEach(file -> check(file.name(), file.input(), Scope.WHOLE));
  }

  @Test
  void more_columns_than_a_schema_of_a_mebibyte_had_room_for() {
    StringBuilder csv = new StringBuilder();
    for (String cell : List.of("column_", "1", "2")) {
      for (int i = 0; i < 10_000; i++) {
        csv.append(i == 0 ? "" : ",").append(cell).append(cell.length() > 1 ? i : "");
      }
      csv.append('\n');
    }
    String json = check("10,000 columns", csv.toString().getBytes(UTF_8), Scope.WHOLE);
    assertThat(json).contains("\"column_9999\"").doesNotContain("too long");
  }

  @Test
  void labels_that_are_too_long_for_a_schema() {
    String labels = "x\\\"\u0001".repeat(20) + "%d";
    StringBuilder csv = new StringBuilder();
    for (int i = 0; i < 9_000; i++) {
      csv.append(i == 0 ? "" : ",")
          .append('"')
          .append(labels.formatted(i).replace("\"", "\"\""))
          .append('"');
    }
    String line = "\n" + "1,".repeat(8_999) + "1\n";
    String json = check("long labels", (csv + line).getBytes(UTF_8), Scope.WHOLE);
    assertThat(json).contains("the fields are numbered", "\"field9000\"");
  }

  private static String check(String name, byte[] input, Scope scope) {
    return switch (infer(input, scope)) {
      case Inferred.Refused _ -> "";
      case Inferred.Descriptor(String json, _, _, _) -> {
        long told = told(json);
        long rejected = rejected(name, input, json);
        assertThat(rejected)
            .as("%s\n%s\n%s", name, new String(input, UTF_8), json)
            .isLessThanOrEqualTo(told);
        yield json;
      }
    };
  }

  private static Inferred infer(byte[] input, Scope scope) {
    try (var inference =
        new Inference(PartialDialect.NOTHING, Limits.STANDARD, scope, Compression.DETECT)) {
      inference.feed(input, 0, input.length);
      return inference.end();
    }
  }

  private static long told(String json) {
    long[] told = {0};
    JsonMapper.shared()
        .readTree(json)
        .at("/rowgate:inferred/warnings")
        .forEach(warning -> {
          var matcher = REJECTED.matcher(warning.asString());
          if (matcher.find()) {
            for (int i = 1; i <= matcher.groupCount(); i++) {
              told[0] += matcher.group(i) == null ? 0 : Long.parseLong(matcher.group(i));
            }
          }
        });
    return told[0];
  }

  private static long rejected(String name, byte[] input, String json) {
    Schema schema =
        switch (SchemaReader.read(json.getBytes(UTF_8), Limits.STANDARD.schemaBytes())) {
          case SchemaResult.Parsed parsed -> parsed.schema();
          case SchemaResult.Invalid invalid ->
              throw new AssertionError(
                  name + "\n" + new String(input, UTF_8) + json + invalid.problems());
        };
    var conversion =
        new Conversion(schema, schema.dialect().complete(), Options.STANDARD, Limits.STANDARD);
    boolean fed = false;
    while (true) {
      switch (conversion.step()) {
        case Step.NeedsInput _ -> {
          if (fed) {
            conversion.end();
          } else {
            conversion.feed(input, 0, input.length);
          }
          fed = true;
        }
        case Step.NeedsRoom room -> conversion.grant(room.bytes());
        case Step.Ready _ -> {}
        case Step.HasOutput _ -> drain(conversion);
        case Step.Completed completed -> {
          return completed.summary().rowsRejected();
        }
        case Step.Refused refused ->
            throw new AssertionError(
                name + "\n" + new String(input, UTF_8) + json + refused.problems());
        case Step.Stopped stopped ->
            throw new AssertionError(
                name + "\n" + new String(input, UTF_8) + json + stopped.fault());
      }
    }
  }

  private static void drain(Conversion conversion) {
    try {
      conversion.drain(new ByteArrayOutputStream());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
