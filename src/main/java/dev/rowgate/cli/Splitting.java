package dev.rowgate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.bytes.Compression;
import dev.rowgate.cli.files.SizedInput;
import dev.rowgate.cli.flags.ExitCode;
import dev.rowgate.cli.flags.TransformArguments;
import dev.rowgate.cli.screen.ProgressLine;
import dev.rowgate.lines.ReportWriter;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Options;
import dev.rowgate.options.Part;
import dev.rowgate.parallel.Cuts;
import dev.rowgate.pipeline.Conversion;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.schema.Schema;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Run of `rowgate transform --split SIZE` on one file: prints the parts that `--part` takes. It
/// reads the file once, without types and output.
record Splitting(TransformArguments arguments, InputReport report, Console console) {

  /// Input stream that ends as soon as its rest makes no difference.
  private static final class Until extends FilterInputStream {

    private final BooleanSupplier isOver;

    Until(BooleanSupplier isOver, InputStream in) {
      super(in);
      this.isOver = isOver;
    }

    @Override
    public int read() throws IOException {
      return isOver.getAsBoolean() ? -1 : super.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      return isOver.getAsBoolean() ? -1 : super.read(into, offset, length);
    }
  }

  /// Returns why an input can't be split, or converted in parts; null if it can so far.
  ///
  /// @param file null if it isn't a regular file
  static @Nullable String refusal(@Nullable SizedInput file, @Nullable Schema schema) {
    if (file == null) {
      return "only a regular file can be split";
    }
    return schema == null || schema.keys().isEmpty()
        ? null
        : "it can't be split, because the schema has keys";
  }

  /// Refuses a part that isn't one of the file as it is now.
  ///
  /// @return null if it is one
  @Nullable ExitCode refuse(@Nullable Part part, SizedInput file) throws IOException {
    boolean isCurrent =
        part == null || (part.size() == file.size() && part.modified() == file.modified());
    return isCurrent ? null : changed();
  }

  /// Returns the fault of a part that was converted while the file changed; null if the file has
  /// only become longer, as every input may.
  static @Nullable InputProblem changed(Part part, SizedInput file) {
    try {
      long modified = file.modified();
      boolean isAsSplit =
          modified == part.modified()
              || (modified != SizedInput.REPLACED && file.sizeNow() > part.size());
      return isAsSplit ? null : new InputProblem.PartChanged();
    } catch (IOException e) {
      return SizedInput.problem(e);
    }
  }

  private ExitCode changed() {
    return failed(List.of(new InputProblem.PartChanged()));
  }

  /// @param size of a part in bytes
  ExitCode run(SizedInput file, long size, Dialect dialect) throws IOException {
    long modified = file.modified();
    if (modified == SizedInput.REPLACED) {
      return changed();
    }
    var nothing = new ReportWriter(Options.STANDARD);
    try (var conversion =
        new Conversion(
            null, dialect, Options.STANDARD, arguments.limits(), Compression.DETECT, nothing)) {
      var cuts = new Cuts(conversion, size);
      RunOutcome ending = pass(conversion, new Until(cuts::isRefused, file));
      String unfit = unfit(cuts);
      if (unfit != null) {
        console.stderr().about(arguments.inputName(), unfit);
        return ExitCode.WRONG_USAGE;
      }
      return switch (ending) {
        case RunOutcome.Completed(var counts) ->
            counts.bytesRead() == file.size() && modified == file.modified()
                ? print(cuts.parts(file.size(), modified, arguments.limits()))
                : changed();
        case RunOutcome.Refused(var problems) -> failed(problems);
        case RunOutcome.Stopped(_, var fault) -> failed(List.of(fault));
        case RunOutcome.Unwritable(var cause) -> console.failed(arguments.outputName(), cause);
      };
    }
  }

  private RunOutcome pass(Conversion conversion, InputStream in) throws IOException {
    ProgressLine progress = report.progress();
    try {
      return new Pump(conversion, in, OutputStream.nullOutputStream(), progress).run();
    } finally {
      if (progress != null) {
        progress.end();
      }
    }
  }

  private static @Nullable String unfit(Cuts cuts) {
    if (cuts.unfit() != null) {
      return "it can't be split, because " + cuts.unfit().reason();
    }
    return cuts.areTooMany()
        ? "it has more than %d parts of that size; give a larger --split".formatted(Cuts.MOST)
        : null;
  }

  private ExitCode print(List<Part> parts) {
    String lines = parts.stream().map(part -> part + "\n").collect(Collectors.joining());
    return console.write(arguments.output(), arguments.outputName(), lines.getBytes(UTF_8));
  }

  private ExitCode failed(List<InputProblem> problems) {
    console.stderr().about(arguments.inputName(), TransformCommand.texts(problems));
    return ExitCode.of(problems.getFirst());
  }
}
