package dev.rowgate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.bytes.Compression;
import dev.rowgate.cli.files.Output;
import dev.rowgate.cli.files.OutputTarget;
import dev.rowgate.cli.files.SizedInput;
import dev.rowgate.cli.flags.ExitCode;
import dev.rowgate.cli.flags.InferArguments;
import dev.rowgate.cli.screen.Complaints;
import dev.rowgate.cli.screen.Progress;
import dev.rowgate.cli.screen.Screen;
import dev.rowgate.cli.screen.Terminal;
import dev.rowgate.infer.Inference;
import dev.rowgate.infer.Inferred;
import dev.rowgate.infer.Scope;
import dev.rowgate.options.Limits;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.IoReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The command `rowgate infer`: reads the input and writes the inferred descriptor.
final class InferCommand {

  private static final int PIECE = 64 << 10;

  private final InferArguments arguments;
  private final UnaryOperator<String> finish;
  private final InputStream stdin;
  private final OutputStream stdout;
  private final Complaints complaints;
  private final Screen screen;

  /// @param finish makes what is written of the inferred descriptor
  InferCommand(
      InferArguments arguments,
      UnaryOperator<String> finish,
      InputStream stdin,
      OutputStream stdout,
      Complaints complaints,
      Screen screen) {
    this.arguments = arguments;
    this.finish = finish;
    this.stdin = stdin;
    this.stdout = stdout;
    this.complaints = complaints;
    this.screen = screen;
  }

  ExitCode run() {
    Path input = arguments.input();
    Path output = arguments.output();
    if (input != null
        && output != null
        && Files.isRegularFile(input)
        && OutputTarget.isSame(input, output)) {
      complaints.about(output.toString(), "the output can't be the file that is read");
      return ExitCode.WRONG_USAGE;
    }
    try {
      if (input == null) {
        return runOn(SizedInput.of(stdin));
      }
      try (InputStream in = SizedInput.open(input)) {
        return runOn(in);
      }
    } catch (IOException e) {
      complaints.about(arguments.inputName(), IoReason.of(e));
      return ExitCode.IO_FAILED;
    }
  }

  private ExitCode runOn(InputStream in) {
    Limits limits = Limits.STANDARD.withUploadBytes(Long.MAX_VALUE);
    var options = arguments.options();
    try (var inference = new Inference(options, limits, Compression.DETECT)) {
      return switch (infer(inference, in)) {
        case Inferred.Descriptor found -> write(finish.apply(found.json()));
        case Inferred.Refused refused -> {
          complaints.about(arguments.inputName(), TransformCommand.texts(refused.problems()));
          yield ExitCode.of(refused.problems().getFirst());
        }
      };
    }
  }

  private ExitCode write(String json) {
    try (Output output = Output.open(arguments.output(), stdout)) {
      output.stream().write(json.getBytes(UTF_8));
      output.stream().flush();
      output.force();
      output.complete();
      return ExitCode.ALL_GOOD;
    } catch (IOException e) {
      if (IoReason.isReaderGone(e)) {
        return ExitCode.READER_GONE;
      }
      complaints.about(arguments.outputName(), IoReason.of(e));
      return ExitCode.IO_FAILED;
    }
  }

  /// @return null if stderr isn't a terminal that can be redrawn, or if only a sample is read
  private @Nullable Progress progress() throws IOException {
    if (!arguments.options().scope().equals(Scope.WHOLE)
        || !screen.canRedraw(Terminal.Stream.ERR)) {
      return null;
    }
    Path input = arguments.input();
    long total = input != null && Files.isRegularFile(input) ? Files.size(input) : 0;
    return complaints.progress(screen.style(Terminal.Stream.ERR), arguments.inputName(), total);
  }

  private Inferred infer(Inference inference, InputStream in) {
    byte[] piece = new byte[PIECE];
    try {
      Progress progress = progress();
      int length = 0;
      while (inference.wantsMore() && length >= 0) {
        length = in.read(piece);
        if (length > 0) {
          inference.feed(piece, 0, length);
          if (progress != null) {
            progress.advance(length);
          }
        }
      }
      if (progress != null) {
        progress.end();
      }
      SizedInput.checkPartlyRead(in);
      InputProblem fault = inference.fault();
      return fault == null ? inference.end() : inference.cut(SizedInput.explain(in, fault));
    } catch (IOException e) {
      return inference.cut(SizedInput.problem(e));
    }
  }
}
