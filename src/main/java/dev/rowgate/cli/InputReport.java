package dev.rowgate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.cli.files.Output;
import dev.rowgate.cli.flags.KebabNames;
import dev.rowgate.cli.flags.ReportFormat;
import dev.rowgate.cli.flags.TransformArguments;
import dev.rowgate.cli.screen.AnnotationWriter;
import dev.rowgate.cli.screen.Annotations;
import dev.rowgate.cli.screen.ClearingOutput;
import dev.rowgate.cli.screen.ErrorOutput;
import dev.rowgate.cli.screen.ErrorTable;
import dev.rowgate.cli.screen.LinesAndFindings;
import dev.rowgate.cli.screen.ProgressLine;
import dev.rowgate.cli.screen.Screen;
import dev.rowgate.cli.screen.Terminal;
import dev.rowgate.lines.ReportWriter;
import dev.rowgate.lines.ResultWriter;
import dev.rowgate.lines.Summary;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Options;
import dev.rowgate.pipeline.Conversion;
import dev.rowgate.problem.InputProblem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `rowgate transform` and `rowgate validate` show of the run on one input: the lines or the
/// report, a progress line, and notes on stderr.
///
/// What is shown where depends on the output's format, on whether it is a file, and on which of
/// stdout and stderr are terminals.
record InputReport(
    TransformArguments arguments, Product product, ErrorOutput stderr, Screen screen) {

  /// Start of a warning's line on stderr.
  static final String WARNING = "warning: ";

  /// Returns a new writer of the output.
  ResultWriter writer(Dialect dialect) {
    Charset encoding = dialect.encoding().charset();
    return switch (product) {
      case Product.Lines _ -> {
        ResultWriter lines = ResultWriter.of(arguments.options(), dialect);
        yield screen.isBehind(Terminal.Stream.ERR)
            ? new LinesAndFindings(lines, findings(encoding, Terminal.Stream.ERR))
            : lines;
      }
      case Product.Report(var format) ->
          switch (format) {
            case JSON -> new ReportWriter(arguments.options());
            case TABLE -> findings(encoding, Terminal.Stream.OUT);
            case GITHUB -> new AnnotationWriter(fileName(), encoding);
          };
    };
  }

  private ErrorTable findings(Charset encoding, Terminal.Stream stream) {
    return new ErrorTable(
        arguments.inputName(), encoding, screen.style(stream), () -> screen.columns(stream));
  }

  /// Returns the file name for annotations; empty for stdin.
  private String fileName() {
    Path input = arguments.input();
    return input == null ? "" : input.toString();
  }

  /// Returns a new progress line.
  ///
  /// @return null if stderr isn't a terminal that can be redrawn, or if stdout shows the lines on a
  ///   terminal
  @Nullable ProgressLine progress() throws IOException {
    boolean linesAreShown = product instanceof Product.Lines && isOutputOnTerminal();
    if (linesAreShown || !screen.canRedraw(Terminal.Stream.ERR)) {
      return null;
    }
    Path input = arguments.input();
    long total = input != null && Files.isRegularFile(input) ? Files.size(input) : 0;
    return stderr.progress(screen.style(Terminal.Stream.ERR), arguments.inputName(), total);
  }

  /// Returns the output for the time in which a progress line is shown: a terminal that takes both
  /// is cleared of the progress line before each write.
  OutputStream beside(@Nullable ProgressLine progress, OutputStream output) {
    return progress != null && isOutputOnTerminal() ? new ClearingOutput(output, progress) : output;
  }

  private boolean isOutputOnTerminal() {
    return arguments.output() == null && screen.isBehind(Terminal.Stream.OUT);
  }

  /// Shows the table of errors that the writer has collected, if stderr is where it belongs.
  void tellFindings(ResultWriter writer) {
    if (writer instanceof LinesAndFindings(_, ErrorTable findings)) {
      stderr.show(findings.text());
    }
  }

  /// Reports why a file is converted by fewer threads than the user requested. For several inputs,
  /// this is reported once for all of them.
  ///
  /// @param why null if it isn't
  void tellWhyOneThread(@Nullable String why) {
    boolean isAskedFor = arguments.jobs() != null && arguments.options().file() == null;
    if (why != null && isAskedFor) {
      stderr.about(arguments.inputName(), "one thread converts it, because " + why);
    }
  }

  /// Reports the warnings on stderr if the user wouldn't see them otherwise: the output has no
  /// summary for them, or is a file. For several inputs, they are in the summary of each.
  void tellWarnings(Conversion conversion) {
    boolean isTabled =
        screen.isBehind(Terminal.Stream.ERR) && conversion.summary().rowsRejected() > 0;
    Options options = arguments.options();
    boolean isInOutput =
        options.format() == Options.Format.NDJSON
            && options.summary()
            && (arguments.output() == null || options.file() != null);
    if (product instanceof Product.Lines && !isInOutput && !isTabled) {
      stderr.about(
          arguments.inputName(),
          conversion.warnings().stream()
              .map(warning -> WARNING + KebabNames.text(warning))
              .toList());
    }
  }

  /// Reports the numbers of rejected records and of footer lines on stderr if the user wouldn't see
  /// them otherwise: the output is a file, or CSV, and no terminal shows the table of errors. For
  /// several inputs, the total reports the records.
  void tellLeftOut(Summary summary) {
    boolean isInOutput =
        arguments.output() == null && arguments.options().format() != Options.Format.CSV;
    boolean isToldElsewhere =
        isInOutput
            || arguments.options().file() != null
            || (product instanceof Product.Lines && screen.isBehind(Terminal.Stream.ERR));
    if (summary.footerLines() > 0 && !isToldElsewhere) {
      stderr.about(arguments.inputName(), ErrorTable.footer(summary));
    }
    if (summary.rowsRejected() > 0 && !isToldElsewhere) {
      stderr.about(
          arguments.inputName(),
          "%d of %d records were rejected"
              .formatted(summary.rowsRejected(), summary.recordsRead()));
    }
  }

  /// Whether a refusal of the input is written to the output.
  boolean isRefusalWritten() {
    return product.equals(new Product.Report(ReportFormat.GITHUB));
  }

  /// Writes a refusal to the output and completes it, in formats that have a form for it.
  void writeRefusal(List<InputProblem> problems, Output output) throws IOException {
    if (isRefusalWritten()) {
      for (InputProblem problem : problems) {
        String code = problem.code().id();
        output.stream()
            .write(
                Annotations.of("error", fileName(), 1, 0, code, problem.message()).getBytes(UTF_8));
      }
      output.complete();
    }
  }
}
