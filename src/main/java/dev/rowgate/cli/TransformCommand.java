package dev.rowgate.cli;

import dev.rowgate.cli.flags.ExitCode;
import dev.rowgate.cli.flags.KebabNames;
import dev.rowgate.cli.flags.Several;
import dev.rowgate.cli.flags.TransformArguments;
import dev.rowgate.cli.screen.SchemaHint;
import dev.rowgate.lines.RejectsWriter;
import dev.rowgate.options.ByteLimit;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limit;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Options;
import dev.rowgate.options.PartialDialect;
import dev.rowgate.problem.Code;
import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.Problem;
import dev.rowgate.schema.Schema;
import dev.rowgate.schema.SchemaReader;
import dev.rowgate.schema.SchemaResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The commands `rowgate transform` and `rowgate validate`: reads the schema, and converts each
/// input.
final class TransformCommand {

  private final TransformArguments arguments;
  private final Product product;
  private final Console console;
  private final Limits limits;
  private final ByteLimit keyMemory;

  TransformCommand(TransformArguments arguments, Product product, Console console) {
    this.arguments = arguments;
    this.product = product;
    this.console = console;
    this.limits = arguments.limits();
    this.keyMemory = new ByteLimit(limits.of(Limit.MAX_KEY_MEMORY));
  }

  ExitCode run() {
    Jobs.CONVERT.tellShortage(arguments.jobs(), console.stderr());
    Path schemaFile = arguments.schema();
    if (schemaFile == null) {
      return runWith(null);
    }
    byte[] json;
    try {
      json = console.read(schemaFile, limits.schemaBytes());
    } catch (IOException e) {
      return OneInput.ioFailed(schemaFile.toString(), e, console);
    }
    return switch (SchemaReader.read(json, limits.schemaBytes())) {
      case SchemaResult.Parsed parsed -> runWith(parsed.schema());
      case SchemaResult.Invalid invalid -> {
        console.stderr().about(schemaFile.toString(), texts(invalid.problems()));
        String hint = SchemaHint.of(schemaFile, invalid.problems());
        if (hint != null) {
          console.stderr().say(hint);
        }
        yield ExitCode.WRONG_USAGE;
      }
    };
  }

  private ExitCode runWith(@Nullable Schema schema) {
    PartialDialect ofSchema = schema == null ? PartialDialect.NOTHING : schema.dialect();
    PartialDialect said = arguments.dialect().orElse(ofSchema);
    Dialect dialect = said.complete();
    InputProblem conflict =
        Stream.of(
                dialect.conflict(),
                arguments.rejects() == null && !isOfRejects()
                    ? null
                    : RejectsWriter.conflict(dialect),
                rejectsTwice())
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    if (conflict != null) {
      console.stderr().say(KebabNames.text(conflict));
      return ExitCode.WRONG_USAGE;
    }
    Several several = arguments.several();
    if (several != null) {
      return new SeveralInputs(arguments, several, product, console, this::forOne)
          .run(one -> one.convert(schema, said));
    }
    return forOne(arguments, arguments.outputName(), console).convert(schema, said);
  }

  /// Creates the run of one input.
  private OneInput forOne(TransformArguments its, String sharedName, Console itsConsole) {
    String name = its.output() == null ? sharedName : its.outputName();
    return new OneInput(its, product, itsConsole, name, keyMemory);
  }

  private boolean isOfRejects() {
    return arguments.options().format() == Options.Format.REJECTS_CSV;
  }

  private @Nullable InputProblem rejectsTwice() {
    return isOfRejects() && arguments.rejects() != null
        ? new InputProblem.BadOption(
            "format", Excerpt.of("rejects-csv"), "ndjson or csv with --rejects", null)
        : null;
  }

  static List<String> texts(List<? extends Problem> problems) {
    return problems.stream().map(p -> KebabNames.text(p) + " [" + code(p).id() + "]").toList();
  }

  /// Returns the code of a problem. A file that changed while it was read has that code even if it
  /// is a referenced file.
  private static Code code(Problem problem) {
    return problem instanceof InputProblem.BadReference(_, _, InputProblem.InputChanged cause)
        ? cause.code()
        : problem.code();
  }
}
