package dev.rowgate.cli;

import dev.rowgate.bytes.Compression;
import dev.rowgate.keys.KeyMemory;
import dev.rowgate.keys.Scratch;
import dev.rowgate.keys.SpillingScratch;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.options.PartialDialect;
import dev.rowgate.pipeline.Conversion;
import dev.rowgate.pipeline.RunKeys;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.Problem;
import dev.rowgate.schema.Schema;
import dev.rowgate.schema.SchemaReader;
import dev.rowgate.schema.SchemaResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `rowgate transform`: opens what was named, lets the engine run, and says how it ended.
final class TransformCommand {

  private final TransformArguments arguments;
  private final InputStream stdin;
  private final OutputStream stdout;
  private final Complaints complaints;
  private final Limits limits;

  TransformCommand(
      TransformArguments arguments, InputStream stdin, OutputStream stdout, Complaints complaints) {
    this.arguments = arguments;
    this.stdin = stdin;
    this.stdout = stdout;
    this.complaints = complaints;
    this.limits = arguments.limits();
  }

  ExitCode run() {
    Path schemaFile = arguments.schema();
    if (schemaFile == null) {
      return runWith(null);
    }
    byte[] json;
    try (InputStream in = open(schemaFile)) {
      // One byte more than is allowed is enough to see that it is too long.
      json = in.readNBytes(limits.schemaBytes() + 1);
    } catch (IOException e) {
      return ioFailed(schemaFile.toString(), e);
    }
    return switch (SchemaReader.read(json, limits.schemaBytes())) {
      case SchemaResult.Parsed parsed -> runWith(parsed.schema());
      case SchemaResult.Invalid invalid -> {
        complaints.about(schemaFile.toString(), texts(invalid.problems()));
        yield ExitCode.WRONG_USAGE;
      }
    };
  }

  private ExitCode runWith(@Nullable Schema schema) {
    PartialDialect ofSchema = schema == null ? PartialDialect.NOTHING : schema.dialect();
    Dialect dialect = arguments.dialect().orElse(ofSchema).complete();
    InputProblem characters = dialect.conflict();
    InputProblem conflict =
        characters == null ? dialect.conflictWith(arguments.options().reading()) : characters;
    if (conflict != null) {
      complaints.say(KebabNames.in(conflict).message());
      return ExitCode.WRONG_USAGE;
    }
    Path input = arguments.input();
    if (input == null) {
      return runOn(stdin, schema, dialect);
    }
    try (InputStream in = open(input)) {
      return runOn(in, schema, dialect);
    } catch (IOException e) {
      return ioFailed(arguments.inputName(), e);
    }
  }

  private ExitCode runOn(InputStream in, @Nullable Schema schema, Dialect dialect) {
    List<@Nullable Path> sources = new ArrayList<>(arguments.references().values());
    sources.add(arguments.input());
    sources.add(arguments.schema());
    if (sources.stream().anyMatch(this::isOutput)) {
      complaints.about(arguments.outputName(), "the output can't be the file that is read");
      return ExitCode.WRONG_USAGE;
    }
    try (var keys = RunKeys.of(schema, scratch())) {
      var references = new ReferenceFiles(arguments.references(), dialect, limits);
      List<InputProblem> problems = references.read(keys);
      if (!problems.isEmpty()) {
        return refused(problems);
      }
      return keys.readsInputTwice()
          ? runTwice(in, schema, dialect, keys, references)
          : runOnce(in, schema, dialect, keys);
    }
  }

  /// A file is opened twice; anything else comes but once, and is kept meanwhile.
  private ExitCode runTwice(
      InputStream in,
      @Nullable Schema schema,
      Dialect dialect,
      RunKeys keys,
      ReferenceFiles references) {
    Path input = arguments.input();
    try (InputStream first =
        input != null && Files.isRegularFile(input) ? open(input) : spooled(in)) {
      if (first == null) {
        return refused(
            List.of(
                new InputProblem.InputSpoolFull(
                    "more than " + limits.spoolBytes() + " bytes of it would lie on disk")));
      }
      List<InputProblem> problems = references.readInput(keys, first);
      if (!problems.isEmpty()) {
        return refused(problems);
      }
      if (first instanceof SpooledInput again) {
        again.rewind();
        return runOnce(again, schema, dialect, keys);
      }
    } catch (IOException e) {
      return ioFailed(arguments.inputName(), e);
    }
    return runOnce(in, schema, dialect, keys);
  }

  private @Nullable SpooledInput spooled(InputStream in) throws IOException {
    return SpooledInput.of(in, new TemporaryFiles().newFile(), limits.spoolBytes());
  }

  private ExitCode runOnce(InputStream in, @Nullable Schema schema, Dialect dialect, RunKeys keys) {
    try (Output output = Output.open(arguments.output(), stdout);
        var conversion =
            new Conversion(
                schema, dialect, arguments.options(), limits, Compression.DETECT, keys)) {
      return end(new Pump(conversion, in, output.stream()).run(), output);
    } catch (IOException e) {
      return unwritable(e);
    }
  }

  private Scratch scratch() {
    return new SpillingScratch(
        new KeyMemory(limits.keyMemory()), new TemporaryFiles(), limits.keySpoolBytes());
  }

  private ExitCode end(Ending ending, Output output) throws IOException {
    return switch (ending) {
      case Ending.Completed completed -> {
        output.complete();
        yield completed.summary().rowsRejected() == 0 ? ExitCode.ALL_GOOD : ExitCode.SOME_REJECTED;
      }
      case Ending.Refused refused -> refused(refused.problems());
      case Ending.Stopped stopped -> {
        complaints.about(arguments.inputName(), texts(List.of(stopped.fault())));
        yield ExitCode.of(stopped.fault());
      }
      case Ending.Unwritable unwritable -> unwritable(unwritable.cause());
    };
  }

  private ExitCode refused(List<InputProblem> problems) {
    complaints.about(arguments.inputName(), texts(problems));
    return ExitCode.of(problems.getFirst());
  }

  /// A directory can be opened, and fails only when it is read.
  static InputStream open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(null, null, "is a directory");
    }
    return Files.newInputStream(file);
  }

  private boolean isOutput(@Nullable Path source) {
    Path target = arguments.output();
    try {
      return source != null
          && target != null
          && Files.isRegularFile(source)
          && Files.exists(target)
          && Files.isSameFile(source, target);
    } catch (IOException e) {
      // Then it can't be written either, and that is told when it is tried.
      return false;
    }
  }

  private ExitCode unwritable(IOException cause) {
    return IoReason.isReaderGone(cause)
        ? ExitCode.READER_GONE
        : ioFailed(arguments.outputName(), cause);
  }

  private ExitCode ioFailed(String name, IOException cause) {
    complaints.about(name, IoReason.of(cause));
    return ExitCode.IO_FAILED;
  }

  private static List<String> texts(List<? extends Problem> problems) {
    return problems.stream()
        .map(KebabNames::in)
        .map(p -> p.message() + " [" + p.code().id() + "]")
        .toList();
  }
}
