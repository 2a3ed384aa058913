package dev.rowgate.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Options;
import dev.rowgate.pipeline.Conversion;
import dev.rowgate.pipeline.Step;
import dev.rowgate.schema.Schema;
import dev.rowgate.schema.SchemaReader;
import dev.rowgate.schema.SchemaResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Runs the engine on the samples of the documentation.
final class Run {

  static final Path CSV = Path.of("src/docs/sample/people.csv");
  static final Path SCHEMA = Path.of("src/docs/sample/people.json");

  private Run() {}

  static String ofSample(Options.Errors errors) throws IOException {
    return of(schema(Files.readAllBytes(SCHEMA)), errors, Files.readAllBytes(CSV));
  }

  static String of(@Nullable Schema schema, Options.Errors errors, byte[] csv) throws IOException {
    var standard = Options.STANDARD;
    var options =
        new Options(
            errors,
            standard.summary(),
            standard.maxErrors(),
            standard.maxErrorRatio(),
            standard.nulls());
    var dialect = schema == null ? Dialect.RFC_4180 : schema.dialect().complete();
    var conversion = new Conversion(schema, dialect, options, Limits.STANDARD);
    var out = new ByteArrayOutputStream();
    boolean fed = false;
    while (true) {
      switch (conversion.step()) {
        case Step.NeedsInput _ -> {
          if (fed) {
            conversion.end();
          } else {
            conversion.feed(csv, 0, csv.length);
            fed = true;
          }
        }
        case Step.Ready _ -> {}
        case Step.NeedsRoom room -> conversion.grant(room.bytes());
        case Step.HasOutput _ -> conversion.drain(out);
        case Step.Completed _, Step.Stopped _ -> {
          return out.toString(UTF_8);
        }
        case Step.Refused refused -> throw new AssertionError(refused.problems());
      }
    }
  }

  static Schema schema(byte[] json) {
    return switch (SchemaReader.read(json, Limits.STANDARD.schemaBytes())) {
      case SchemaResult.Parsed parsed -> parsed.schema();
      case SchemaResult.Invalid invalid -> throw new AssertionError(invalid.problems());
    };
  }
}
