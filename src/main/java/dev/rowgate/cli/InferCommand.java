package dev.rowgate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.bytes.Compression;
import dev.rowgate.cli.files.FoundInput;
import dev.rowgate.cli.files.InputFinder;
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
import dev.rowgate.infer.MergedDescriptor;
import dev.rowgate.infer.Scope;
import dev.rowgate.options.Limits;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.IoReason;
import dev.rowgate.problem.SchemaProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The command `rowgate infer`: reads the input and writes the inferred descriptor, or one for
/// several inputs together. If one of them fails, nothing is written, since the descriptor wouldn't
/// cover that input.
final class InferCommand {

  private static final int PIECE = 64 << 10;

  private final InferArguments arguments;
  private final Limits limits;
  private final UnaryOperator<String> finish;
  private final InputStream stdin;
  private final OutputStream stdout;
  private final Complaints complaints;
  private final Screen screen;

  /// @param finish converts the inferred descriptor to the output
  InferCommand(
      InferArguments arguments,
      UnaryOperator<String> finish,
      InputStream stdin,
      OutputStream stdout,
      Complaints complaints,
      Screen screen) {
    this.arguments = arguments;
    this.limits = arguments.limits();
    this.finish = finish;
    this.stdin = stdin;
    this.stdout = stdout;
    this.complaints = complaints;
    this.screen = screen;
  }

  ExitCode run() {
    if (arguments.inputs().isEmpty()) {
      return infer(arguments.input(), found -> write(finish.apply(found.json())));
    }
    List<FoundInput> inputs = InputFinder.find(arguments.inputs());
    OutputClash clash = FilesOfRun.clash(inputs);
    if (clash != null) {
      complaints.about(clash.file().toString(), clash.why());
      return ExitCode.WRONG_USAGE;
    }
    var merged = new MergedDescriptor(limits.schemaBytes());
    ExitCode exit = ExitCode.ALL_GOOD;
    int failed = 0;
    for (FoundInput input : inputs) {
      ExitCode one = add(input, merged);
      failed += one == ExitCode.ALL_GOOD ? 0 : 1;
      exit = exit.worse(one);
    }
    complaints.about(
        "total", inputs.size() - failed + " of " + inputs.size() + " files inferred from");
    return failed == 0 ? write(merged) : exit;
  }

  private ExitCode add(FoundInput input, MergedDescriptor merged) {
    String name = input.path().toString();
    IOException broken = input.broken();
    if (broken != null) {
      complaints.about(name, IoReason.of(broken));
      return ExitCode.IO_FAILED;
    }
    return infer(
        input.path(),
        found -> {
          merged.add(name, found);
          return ExitCode.ALL_GOOD;
        });
  }

  private ExitCode write(MergedDescriptor merged) {
    String json = merged.write();
    if (json == null) {
      var tooLarge = new SchemaProblem.TooLarge(limits.schemaBytes());
      complaints.about(arguments.outputName(), TransformCommand.texts(List.of(tooLarge)));
      return ExitCode.WRONG_USAGE;
    }
    return write(finish.apply(json));
  }

  /// @param input null for stdin
  /// @param use processes the descriptor
  private ExitCode infer(@Nullable Path input, Function<Inferred.Descriptor, ExitCode> use) {
    Path output = arguments.output();
    if (input != null
        && output != null
        && Files.isRegularFile(input)
        && OutputTarget.isSame(input, output)) {
      complaints.about(output.toString(), "the output can't be the file that is read");
      return ExitCode.WRONG_USAGE;
    }
    String name = input == null ? "stdin" : input.toString();
    try (InputStream in = input == null ? SizedInput.of(stdin) : SizedInput.open(input);
        var inference = new Inference(arguments.options(), limits, Compression.DETECT)) {
      return switch (infer(inference, in, progress(input, name))) {
        case Inferred.Descriptor found -> use.apply(found);
        case Inferred.Refused refused -> {
          complaints.about(name, TransformCommand.texts(refused.problems()));
          yield ExitCode.of(refused.problems().getFirst());
        }
      };
    } catch (IOException e) {
      complaints.about(name, IoReason.of(e));
      return ExitCode.IO_FAILED;
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
  private @Nullable Progress progress(@Nullable Path input, String name) throws IOException {
    if (!arguments.options().scope().equals(Scope.WHOLE)
        || !screen.canRedraw(Terminal.Stream.ERR)) {
      return null;
    }
    long total = input != null && Files.isRegularFile(input) ? Files.size(input) : 0;
    return complaints.progress(screen.style(Terminal.Stream.ERR), name, total);
  }

  private static Inferred infer(Inference inference, InputStream in, @Nullable Progress progress) {
    byte[] piece = new byte[PIECE];
    try {
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
      SizedInput.checkPartlyRead(in);
      InputProblem fault = inference.fault();
      return fault == null ? inference.end() : inference.cut(SizedInput.explain(in, fault));
    } catch (IOException e) {
      return inference.cut(SizedInput.problem(e));
    } finally {
      if (progress != null) {
        progress.end();
      }
    }
  }
}
