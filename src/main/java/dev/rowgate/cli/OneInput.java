package dev.rowgate.cli;

import dev.rowgate.bytes.Compression;
import dev.rowgate.cli.files.Output;
import dev.rowgate.cli.files.Outputs;
import dev.rowgate.cli.files.SizedInput;
import dev.rowgate.cli.files.SpooledInput;
import dev.rowgate.cli.files.TemporaryFiles;
import dev.rowgate.cli.flags.ExitCode;
import dev.rowgate.cli.flags.TransformArguments;
import dev.rowgate.cli.screen.ProgressLine;
import dev.rowgate.cli.screen.WithRejects;
import dev.rowgate.keys.Scratch;
import dev.rowgate.keys.SpillingScratch;
import dev.rowgate.lines.RejectsWriter;
import dev.rowgate.lines.ResultWriter;
import dev.rowgate.lines.Summary;
import dev.rowgate.options.ByteLimit;
import dev.rowgate.options.CsvName;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limit;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Part;
import dev.rowgate.options.PartialDialect;
import dev.rowgate.parallel.Sizes;
import dev.rowgate.pipeline.Conversion;
import dev.rowgate.pipeline.RunKeys;
import dev.rowgate.pipeline.head.HeadDialect;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.IoReason;
import dev.rowgate.schema.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Run of `rowgate transform` or `rowgate validate` on one input: opens the files, converts, and
/// reports the result.
final class OneInput {

  private static final String NOT_READ_ALIKE =
      "by its name it would be read with another delimiter than the input's, which it has; name it"
          + " as the input, or give --delimiter";

  private final TransformArguments arguments;
  private final Console console;
  private final InputReport report;
  private final Limits limits;
  private final String outputName;
  private final ByteLimit keyMemory;
  private Summary written = Summary.NOTHING;
  private boolean isOutputLost;
  private @Nullable String whyOneThread;

  /// @param console its stdout takes the output if the arguments name no file for it
  /// @param outputName the name of the output in messages
  /// @param keyMemory for the keys of all inputs
  OneInput(
      TransformArguments arguments,
      Product product,
      Console console,
      String outputName,
      ByteLimit keyMemory) {
    this.arguments = arguments;
    this.console = console;
    this.report = new InputReport(arguments, product, console.stderr(), console.screen());
    this.limits = arguments.limits();
    this.outputName = outputName;
    this.keyMemory = keyMemory;
  }

  /// Returns the counts of the ended run, as far as they are in the output.
  Summary written() {
    return written;
  }

  /// Whether writing the output failed, so that nothing more can be written to it.
  boolean isOutputLost() {
    return isOutputLost;
  }

  /// The reason why one thread converted the input although there are several; null if there isn't
  /// one, or if more threads would make no difference.
  @Nullable String whyOneThread() {
    return whyOneThread;
  }

  /// @param said the dialect by the flags and the schema, which names of files complete
  ExitCode convert(@Nullable Schema schema, PartialDialect said) {
    Path input = arguments.input();
    Dialect dialect = said.orElse(arguments.dialectByName()).complete();
    InputProblem conflict = dialect.conflict();
    if (conflict != null) {
      console.stderr().about(arguments.inputName(), TransformCommand.texts(List.of(conflict)));
      return ExitCode.WRONG_USAGE;
    }
    Path rejects = arguments.rejectsFile();
    if (rejects != null && !isReadAlike(rejects, said, dialect)) {
      console.stderr().about(rejects.toString(), NOT_READ_ALIKE);
      return ExitCode.WRONG_USAGE;
    }
    var references = new ReferenceFiles(arguments.references(), said, limits);
    try {
      if (input == null) {
        return runOn(SizedInput.of(console.stdin()), schema, dialect, references);
      }
      try (InputStream in = SizedInput.open(input)) {
        return runOn(in, schema, dialect, references);
      }
    } catch (IOException e) {
      return ioFailed(arguments.inputName(), e);
    }
  }

  /// Whether a rejects file of that name, read with the same options, gets the input's delimiter:
  /// from its name, or from its labels.
  private static boolean isReadAlike(Path rejects, PartialDialect said, Dialect dialect) {
    Dialect byName = said.orElse(CsvName.dialect(rejects)).complete();
    return byName.delimiter().equals(dialect.delimiter())
        || HeadDialect.isShownByRejects(dialect, byName);
  }

  private ExitCode runOn(
      InputStream in, @Nullable Schema schema, Dialect dialect, ReferenceFiles references)
      throws IOException {
    try {
      Outputs.requireOpen(arguments.output(), arguments.rejects());
    } catch (IOException e) {
      return unwritable(e);
    }
    OutputClash clash = FilesOfRun.clash(arguments, in);
    if (clash != null) {
      return console.refuse(clash);
    }
    ExitCode split = splitOrRefuse(in, schema, dialect);
    if (split != null) {
      return split;
    }
    try (var keys = RunKeys.of(schema, arguments.options(), scratch())) {
      List<InputProblem> problems = references.read(keys);
      if (!problems.isEmpty()) {
        return refusedBefore(problems);
      }
      return keys.readsInputTwice()
          ? runTwice(in, schema, dialect, keys, references)
          : runOnce(in, schema, dialect, keys);
    }
  }

  /// Finds the parts of the input, or checks the one to convert.
  ///
  /// @return null if the input is to be converted
  private @Nullable ExitCode splitOrRefuse(InputStream in, @Nullable Schema schema, Dialect dialect)
      throws IOException {
    Long size = arguments.split();
    Part part = arguments.part();
    if (size == null && part == null) {
      return null;
    }
    SizedInput whole = SizedInput.ofWhole(in);
    String refusal = Splitting.refusal(whole, schema);
    if (whole == null || refusal != null) {
      console.stderr().about(arguments.inputName(), String.valueOf(refusal));
      return ExitCode.WRONG_USAGE;
    }
    var splitting = new Splitting(arguments, report, console);
    return size == null ? splitting.refuse(part, whole) : splitting.run(whole, size, dialect);
  }

  /// Runs with a first pass over the input to collect keys. A regular file is opened twice; any
  /// other input can be read only once, and is spooled.
  private ExitCode runTwice(
      InputStream in,
      @Nullable Schema schema,
      Dialect dialect,
      RunKeys keys,
      ReferenceFiles references) {
    Path input = arguments.input();
    try (InputStream first =
        input != null && Files.isRegularFile(input) ? SizedInput.open(input) : spooled(in)) {
      if (first == null) {
        return refusedBefore(
            List.of(
                new InputProblem.InputSpoolFull(
                    "more than "
                        + limits.of(Limit.MAX_SPOOL_BYTES)
                        + " bytes of it would lie on disk")));
      }
      List<InputProblem> problems = references.readInput(keys, dialect, first);
      if (!problems.isEmpty()) {
        return refusedBefore(problems);
      }
      if (first instanceof SpooledInput again) {
        again.rewind();
        return runOnce(again, schema, dialect, keys);
      }
    } catch (SpooledInput.Unwritable e) {
      return refusedBefore(List.of(new InputProblem.StorageFailed(IoReason.of(e.why()))));
    } catch (IOException e) {
      return ioFailed(arguments.inputName(), e);
    }
    return runOnce(in, schema, dialect, keys);
  }

  private @Nullable SpooledInput spooled(InputStream in) throws SpooledInput.Unwritable {
    return SpooledInput.of(in, limits.of(Limit.MAX_SPOOL_BYTES));
  }

  private Sizes sizes() {
    return Sizes.of(Jobs.CONVERT.of(arguments.jobs()), Runtime.getRuntime().availableProcessors());
  }

  private ExitCode runOnce(InputStream in, @Nullable Schema schema, Dialect dialect, RunKeys keys) {
    ResultWriter writer = report.writer(dialect);
    try (Outputs outputs = Outputs.open(arguments.output(), arguments.rejects(), console.stdout());
        var conversion =
            new Conversion(
                schema,
                dialect,
                arguments.options(),
                limits,
                Compression.DETECT,
                keys,
                withRejects(writer, dialect, outputs.rejects()));
        FileJobs jobs = jobs(in, dialect)) {
      Part part = arguments.part();
      SizedInput file = SizedInput.ofWhole(in);
      if (part != null && file != null) {
        conversion.convertPart(part, () -> Splitting.changed(part, file));
      }
      conversion.explainDamage(damage -> SizedInput.explain(in, damage));
      RunOutcome ending = run(conversion, jobs.join(conversion), outputs.output().stream());
      whyOneThread = jobs.whyOne();
      report.tellWhyOneThread(whyOneThread);
      report.tellWarnings(conversion);
      ExitCode exit = end(ending, outputs);
      report.tellFindings(writer);
      return exit;
    } catch (IOException e) {
      return unwritable(e);
    }
  }

  private FileJobs jobs(InputStream in, Dialect dialect) {
    SizedInput whole = arguments.part() == null ? null : SizedInput.ofWhole(in);
    return whole == null ? FileJobs.of(in, dialect, sizes()) : FileJobs.ofPart(whole);
  }

  private static ResultWriter withRejects(
      ResultWriter writer, Dialect dialect, @Nullable Output rejects) {
    return rejects == null
        ? writer
        : new WithRejects(writer, new RejectsWriter(dialect), rejects.stream());
  }

  private RunOutcome run(Conversion conversion, InputStream in, OutputStream out)
      throws IOException {
    ProgressLine progress = report.progress();
    try {
      return new Pump(conversion, in, report.beside(progress, out), progress).run();
    } finally {
      if (progress != null) {
        progress.end();
      }
    }
  }

  private Scratch scratch() {
    return new SpillingScratch(
        keyMemory, new TemporaryFiles(), limits.of(Limit.MAX_KEY_SPOOL_BYTES));
  }

  private ExitCode end(RunOutcome ending, Outputs outputs) throws IOException {
    return switch (ending) {
      case RunOutcome.Completed completed -> {
        outputs.complete();
        written = completed.summary();
        report.tellLeftOut(written);
        yield completed.summary().rowsRejected() == 0 ? ExitCode.ALL_GOOD : ExitCode.SOME_REJECTED;
      }
      case RunOutcome.Refused refused -> {
        report.writeRefusal(refused.problems(), outputs.output());
        yield refused(refused.problems());
      }
      case RunOutcome.Stopped stopped -> {
        if (arguments.output() == null) {
          written = stopped.summary();
        }
        console
            .stderr()
            .about(arguments.inputName(), TransformCommand.texts(List.of(stopped.fault())));
        yield ExitCode.of(stopped.fault());
      }
      case RunOutcome.Unwritable unwritable -> unwritable(unwritable.cause());
    };
  }

  /// As [#refused], but before an output was opened.
  private ExitCode refusedBefore(List<InputProblem> problems) {
    if (report.isRefusalWritten()) {
      try (Output output = Output.open(arguments.output(), console.stdout())) {
        report.writeRefusal(problems, output);
      } catch (IOException e) {
        return unwritable(e);
      }
    }
    return refused(problems);
  }

  private ExitCode refused(List<InputProblem> problems) {
    console.stderr().about(arguments.inputName(), TransformCommand.texts(problems));
    return ExitCode.of(problems.getFirst());
  }

  private ExitCode unwritable(IOException cause) {
    if (cause instanceof Outputs.Unwritable rejects) {
      return unwritable(String.valueOf(arguments.rejects()), rejects.why());
    }
    isOutputLost = arguments.output() == null;
    return unwritable(outputName, cause);
  }

  private ExitCode unwritable(String name, IOException cause) {
    return IoReason.isReaderGone(cause) ? ExitCode.READER_GONE : ioFailed(name, cause);
  }

  private ExitCode ioFailed(String name, IOException cause) {
    return ioFailed(name, cause, console);
  }

  static ExitCode ioFailed(String name, IOException cause, Console console) {
    InputProblem problem = SizedInput.problem(cause);
    if (problem instanceof InputProblem.InputChanged) {
      console.stderr().about(name, TransformCommand.texts(List.of(problem)));
      return ExitCode.of(problem);
    }
    return console.failed(name, cause);
  }
}
