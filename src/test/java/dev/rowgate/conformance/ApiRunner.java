package dev.rowgate.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.bytes.Compression;
import dev.rowgate.keys.Scratch;
import dev.rowgate.keys.SpillingScratch;
import dev.rowgate.lines.ReportWriter;
import dev.rowgate.lines.ResultWriter;
import dev.rowgate.options.ByteLimit;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.options.OptionReader;
import dev.rowgate.options.Options;
import dev.rowgate.options.OptionsResult;
import dev.rowgate.options.PartialDialect;
import dev.rowgate.pipeline.Conversion;
import dev.rowgate.pipeline.Lookup;
import dev.rowgate.pipeline.RunKeys;
import dev.rowgate.pipeline.SlowPath;
import dev.rowgate.pipeline.Step;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.Problem;
import dev.rowgate.schema.Schema;
import dev.rowgate.schema.SchemaReader;
import dev.rowgate.schema.SchemaResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs a case of `transform` or `validate` with the Java API.
///
/// @param path which records the fast path may process
/// @param piece number of bytes fed at a time
record ApiRunner(Path path, int piece) {

  /// Which records the fast path may process.
  enum Path {
    /// All that it supports.
    FAST,
    /// None: a check of every record requires the slow path.
    SLOW
  }

  private static final Scratch MEMORY =
      new SpillingScratch(new ByteLimit(1 << 20), SpillingScratch.NO_DISK, 0);

  Outcome run(Case given) throws IOException {
    Schema schema = null;
    if (given.schema().isPresent()) {
      switch (SchemaReader.read(given.schema().get(), Limits.STANDARD.schemaBytes())) {
        case SchemaResult.Parsed parsed -> schema = parsed.schema();
        case SchemaResult.Invalid invalid -> {
          return refused(invalid.problems());
        }
      }
    }
    PartialDialect ofSchema = schema == null ? PartialDialect.NOTHING : schema.dialect();
    boolean validates = given.command() == Command.VALIDATE;
    List<String> names = validates ? OptionReader.NAMES_OF_VALIDATION : OptionReader.NAMES;
    return switch (OptionReader.read(given.options(), names)) {
      case OptionsResult.Refused refused -> refused(refused.problems());
      case OptionsResult.Read(Options options, PartialDialect ofOptions) -> {
        Dialect dialect = ofOptions.orElse(ofSchema).complete();
        InputProblem conflict = dialect.conflict();
        yield conflict != null
            ? refused(List.of(conflict))
            : convert(given, schema, dialect, options);
      }
    };
  }

  private Outcome convert(Case given, @Nullable Schema schema, Dialect dialect, Options options)
      throws IOException {
    try (var keys = RunKeys.of(schema, options, MEMORY)) {
      List<InputProblem> wrong = keys.wrongWith(given.references().keySet());
      if (!wrong.isEmpty()) {
        return refused(wrong);
      }
      for (String name : keys.resources()) {
        Lookup lookup = keys.lookup(name, dialect, Limits.STANDARD);
        convert(lookup.conversion(), given.references().get(name));
        if (!lookup.problems().isEmpty()) {
          return refused(lookup.problems());
        }
      }
      if (keys.readsInputTwice()) {
        Lookup lookup = keys.lookupInput(dialect, Limits.STANDARD, Compression.DETECT);
        convert(lookup.conversion(), given.input());
        assertThat(lookup.problems()).isEmpty();
      }
      ResultWriter writer =
          given.command() == Command.VALIDATE
              ? new ReportWriter(options)
              : ResultWriter.of(options, dialect);
      return convert(
          switch (path) {
            case FAST ->
                new Conversion(
                    schema, dialect, options, Limits.STANDARD, Compression.DETECT, keys, writer);
            case SLOW ->
                SlowPath.conversion(
                    schema, dialect, options, Limits.STANDARD, Compression.DETECT, keys, writer);
          },
          given.input());
    }
  }

  private Outcome convert(Conversion conversion, byte[] input) throws IOException {
    var output = new ByteArrayOutputStream();
    int fed = 0;
    while (true) {
      switch (conversion.step()) {
        case Step.NeedsInput _ -> {
          int length = Math.min(piece, input.length - fed);
          if (length == 0) {
            conversion.end();
          } else {
            conversion.feed(input, fed, length);
            fed += length;
          }
        }
        case Step.Ready _ -> {}
        case Step.NeedsRoom room -> conversion.grant(room.bytes());
        case Step.HasOutput _ -> conversion.drain(output);
        case Step.Refused refused -> {
          return refused(refused.problems());
        }
        case Step.Completed _ -> {
          return new Outcome.Completed(output.toByteArray());
        }
        case Step.Stopped _ -> {
          return new Outcome.Stopped(output.toByteArray());
        }
      }
    }
  }

  static Outcome refused(List<? extends Problem> problems) {
    return new Outcome.Refused(
        problems.stream().map(problem -> problem.code().id()).sorted().toList());
  }
}
