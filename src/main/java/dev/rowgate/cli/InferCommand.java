package dev.rowgate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.bytes.Compression;
import dev.rowgate.cli.files.FoundInput;
import dev.rowgate.cli.files.InputFinder;
import dev.rowgate.cli.files.OutputTarget;
import dev.rowgate.cli.files.SizedInput;
import dev.rowgate.cli.flags.ExitCode;
import dev.rowgate.cli.flags.InferArguments;
import dev.rowgate.cli.screen.ErrorOutput;
import dev.rowgate.cli.screen.ProgressLine;
import dev.rowgate.cli.screen.Terminal;
import dev.rowgate.infer.Inference;
import dev.rowgate.infer.Inferred;
import dev.rowgate.infer.MergedDescriptor;
import dev.rowgate.infer.Scope;
import dev.rowgate.lines.Total;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.SchemaProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The command `rowgate infer`: reads the input and writes the inferred descriptor, or one for
/// several inputs together. If one of them fails, nothing is written, since the descriptor wouldn't
/// cover that input.
///
/// @param finish converts the inferred descriptor to the output
record InferCommand(InferArguments arguments, UnaryOperator<String> finish, Console console) {

  private static final int PIECE = 64 << 10;

  /// Result for an input.
  ///
  /// @param found null if it failed
  private record One(ExitCode exit, Inferred.@Nullable Descriptor found) {}

  ExitCode run() {
    if (arguments.inputs().isEmpty()) {
      One one = infer(arguments.input(), console);
      return one.found == null ? one.exit : publish(one.found.json());
    }
    List<FoundInput> inputs = InputFinder.find(arguments.inputs());
    OutputClash clash = FilesOfRun.clash(inputs, arguments.output(), arguments.total());
    return clash == null ? run(inputs) : console.refuse(clash);
  }

  private ExitCode run(List<FoundInput> inputs) {
    Jobs.INFER.tellShortage(arguments.jobs(), console.stderr());
    var merged = new MergedDescriptor(arguments.limits().schemaBytes());
    var failed = new ArrayList<Total.Failed>();
    ExitCode exit = ExitCode.ALL_GOOD;
    int atOnce = Math.clamp(inputs.size(), 1, Jobs.INFER.of(arguments.jobs()));
    // A descriptor of many columns has megabytes, so none waits beyond those in work.
    try (var results = new InputResults<>(inputs, atOnce, atOnce, console.stderr(), this::one)) {
      for (FoundInput input : inputs) {
        One one = results.next();
        if (one.found == null) {
          failed.add(new Total.Failed(input.path().toString(), one.exit.number()));
        } else {
          merged.add(input.path().toString(), one.found);
        }
        exit = exit.worse(one.exit);
      }
    }
    ExitCode written = failed.isEmpty() ? write(merged) : exit;
    Total total = Total.ofInference(inputs.size(), written == ExitCode.ALL_GOOD, failed);
    console.stderr().about("total", total.text());
    Path file = arguments.total();
    return file == null
        ? written
        : written.worse(console.write(file, file.toString(), total.line()));
  }

  private One one(FoundInput input, ErrorOutput stderr) {
    var its = new Console(console.stdin(), console.stdout(), stderr, console.screen());
    IOException broken = input.broken();
    if (broken != null) {
      return new One(its.failed(input.path().toString(), broken), null);
    }
    return infer(input.path(), its);
  }

  private ExitCode write(MergedDescriptor merged) {
    String json = merged.write();
    if (json == null) {
      var tooLarge = new SchemaProblem.TooLarge(arguments.limits().schemaBytes());
      console.stderr().about(arguments.outputName(), TransformCommand.texts(List.of(tooLarge)));
      return ExitCode.WRONG_USAGE;
    }
    return publish(json);
  }

  /// Writes the descriptor. If it goes to a file, its warnings are also written to stderr, where
  /// the user looks.
  private ExitCode publish(String json) {
    ExitCode written = write(finish.apply(json));
    if (written == ExitCode.ALL_GOOD && arguments.output() != null) {
      console
          .stderr()
          .about(
              arguments.inputs().isEmpty() ? arguments.inputName() : arguments.outputName(),
              MergedDescriptor.warnings(json).stream().map(InputReport.WARNING::concat).toList());
    }
    return written;
  }

  /// @param input null for stdin
  /// @param its console for the messages about it
  private One infer(@Nullable Path input, Console its) {
    Path output = arguments.output();
    if (input != null
        && output != null
        && Files.isRegularFile(input)
        && OutputTarget.isSame(input, output)) {
      its.stderr().about(output.toString(), "the output can't be the file that is read");
      return new One(ExitCode.WRONG_USAGE, null);
    }
    String name = input == null ? "stdin" : input.toString();
    try (InputStream in = its.open(input);
        var inference =
            new Inference(arguments.options(), arguments.limits(), Compression.DETECT)) {
      return switch (infer(inference, in, progress(input, name, its))) {
        case Inferred.Descriptor found -> new One(ExitCode.ALL_GOOD, found);
        case Inferred.Refused refused -> {
          its.stderr().about(name, TransformCommand.texts(refused.problems()));
          yield new One(ExitCode.of(refused.problems().getFirst()), null);
        }
      };
    } catch (IOException e) {
      return new One(its.failed(name, e), null);
    }
  }

  private ExitCode write(String json) {
    return console.write(arguments.output(), arguments.outputName(), json.getBytes(UTF_8));
  }

  /// @return null if stderr isn't a terminal that can be redrawn, or if only a sample is read
  private @Nullable ProgressLine progress(@Nullable Path input, String name, Console its)
      throws IOException {
    if (!arguments.options().scope().equals(Scope.WHOLE)
        || !its.screen().canRedraw(Terminal.Stream.ERR)) {
      return null;
    }
    long total = input != null && Files.isRegularFile(input) ? Files.size(input) : 0;
    return its.stderr().progress(its.screen().style(Terminal.Stream.ERR), name, total);
  }

  private static Inferred infer(
      Inference inference, InputStream in, @Nullable ProgressLine progress) {
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
