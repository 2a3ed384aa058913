package dev.rowgate.cli;

import dev.rowgate.cli.files.InputFinder;
import dev.rowgate.cli.files.Output;
import dev.rowgate.cli.flags.ExitCode;
import dev.rowgate.cli.flags.ReportFormat;
import dev.rowgate.cli.flags.Several;
import dev.rowgate.cli.flags.TransformArguments;
import dev.rowgate.cli.flags.Version;
import dev.rowgate.cli.screen.ErrorOutput;
import dev.rowgate.lines.Summary;
import dev.rowgate.lines.Total;
import dev.rowgate.options.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Run of a command on several inputs, with a total over all of them.
///
/// An input that fails ends only its own run: the others are still converted, and the total reports
/// that one is missing.
final class SeveralInputs {

  /// Creates the run of one input.
  interface ForOne {

    /// @param name of stdout in messages
    /// @param console its stdout takes the output if the arguments name no file for it
    OneInput input(TransformArguments arguments, String name, Console console);
  }

  private final TransformArguments arguments;
  private final Several several;
  private final Product product;
  private final Console console;
  private final ForOne forOne;
  private final List<Total.Failed> failed = new ArrayList<>();
  private Summary sums = Summary.NOTHING;
  private ExitCode exit = ExitCode.ALL_GOOD;
  private @Nullable String firstByOne;
  private int byOne;

  SeveralInputs(
      TransformArguments arguments,
      Several several,
      Product product,
      Console console,
      ForOne forOne) {
    this.arguments = arguments;
    this.several = several;
    this.product = product;
    this.console = console;
    this.forOne = forOne;
  }

  /// @param converter converts an input with the schema that all inputs share
  ExitCode run(Function<OneInput, ExitCode> converter) {
    List<InputTask> tasks =
        InputFinder.find(several.inputs()).stream()
            .map(input -> InputTask.of(input, arguments, several, product))
            .toList();
    OutputClash clash = FilesOfRun.clash(tasks, arguments, several);
    if (clash != null) {
      return console.refuse(clash);
    }
    Path shared = several.intoDirectory() ? null : arguments.output();
    try (Output output = Output.open(shared, console.stdout())) {
      return run(tasks, output, converter);
    } catch (IOException e) {
      return console.unwritable(arguments.outputName(), e);
    }
  }

  private ExitCode run(List<InputTask> tasks, Output shared, Function<OneInput, ExitCode> converter)
      throws IOException {
    boolean isLost = false;
    try (var results = results(tasks, shared, converter)) {
      for (InputTask task : tasks) {
        if (isLost) {
          // The output is lost, so the remaining inputs count as failed.
          count(task, ExitCode.IO_FAILED);
          continue;
        }
        InputResult result = results.next();
        if (result.exit() == ExitCode.READER_GONE) {
          return result.exit();
        }
        sums = sums.plus(result.written());
        count(task, result.exit());
        note(task, result.whyOneThread());
        isLost = result.isOutputLost();
      }
    }
    boolean isWritten = failed.isEmpty() || several.intoDirectory() || shared.isStraight();
    Total total =
        isWritten
            ? new Total(tasks.size(), sums, takesRows(), failed)
            : Total.unwritten(tasks.size(), takesRows(), failed);
    if (!isLost) {
      end(total, shared);
    }
    return tell(total, isWritten);
  }

  /// Converts the inputs: in parallel if each has its own output; otherwise one after another, each
  /// with all threads.
  private InputResults<InputTask, InputResult> results(
      List<InputTask> tasks, Output shared, Function<OneInput, ExitCode> converter) {
    int jobs = Jobs.CONVERT.of(arguments.jobs());
    int atOnce = several.intoDirectory() ? Math.clamp(tasks.size(), 1, jobs) : 1;
    Integer itsJobs =
        arguments.jobs() == null && atOnce == 1 ? null : Integer.valueOf(jobs / atOnce);
    return new InputResults<>(
        tasks,
        atOnce,
        64 * atOnce,
        console.stderr(),
        (task, stderr) -> {
          var its = new Console(console.stdin(), shared.stream(), stderr, console.screen());
          OneInput one =
              forOne.input(
                  arguments.forInput(task.input().path(), task.output(), task.rejects(), itsJobs),
                  arguments.outputName(),
                  its);
          ExitCode exit = run(task, one, converter, its);
          return new InputResult(exit, one.written(), one.isOutputLost(), one.whyOneThread());
        });
  }

  private void count(InputTask task, ExitCode one) {
    exit = exit.worse(one);
    if (one != ExitCode.ALL_GOOD && one != ExitCode.SOME_REJECTED) {
      failed.add(new Total.Failed(task.input().path().toString(), one.number()));
    }
  }

  /// Counts an input that one thread converted although there are several.
  private void note(InputTask task, @Nullable String whyOneThread) {
    if (whyOneThread != null) {
      byOne++;
      if (firstByOne == null) {
        firstByOne = task.input().path() + ": one thread converted it, because " + whyOneThread;
      }
    }
  }

  private ExitCode run(
      InputTask task, OneInput one, Function<OneInput, ExitCode> converter, Console its) {
    IOException broken = task.input().broken();
    if (broken != null) {
      return its.failed(task.input().path().toString(), broken);
    }
    for (Path result : filesOf(task)) {
      Path directory = result.toAbsolutePath().resolveSibling("");
      try {
        Files.createDirectories(directory);
      } catch (IOException e) {
        return its.failed(directory.toString(), e);
      }
    }
    return several.intoDirectory()
        ? alone(task, one, converter, its.stderr())
        : converter.apply(one);
  }

  private static List<Path> filesOf(InputTask task) {
    var results = new ArrayList<Path>();
    if (task.output() != null) {
      results.add(task.output());
    }
    if (task.rejects() != null) {
      results.add(task.rejects());
    }
    return results;
  }

  /// Runs the command on an input with its own output; a defect doesn't affect the other inputs. If
  /// the output is shared, a defect ends the whole run, since it may leave rows that no summary
  /// counts.
  private static ExitCode alone(
      InputTask task, OneInput one, Function<OneInput, ExitCode> converter, ErrorOutput stderr) {
    try {
      return converter.apply(one);
    } catch (OutOfMemoryError e) {
      stderr.about(task.input().path().toString(), Cli.OUT_OF_MEMORY);
      return ExitCode.DEFECT;
    } catch (RuntimeException | Error defect) {
      stderr.defect(defect, Version.line());
      return ExitCode.DEFECT;
    }
  }

  private boolean takesRows() {
    return product instanceof Product.Lines
        && arguments.options().errors() != Options.Errors.ONLY
        && arguments.options().format() != Options.Format.REJECTS_CSV;
  }

  /// Ends the shared output with the total, and publishes it if all inputs were converted
  /// completely.
  private void end(Total total, Output shared) throws IOException {
    boolean isWanted = arguments.options().summary() || !total.isComplete();
    boolean isJson =
        product instanceof Product.Lines || product.equals(new Product.Report(ReportFormat.JSON));
    if (!several.intoDirectory() && isJson && isWanted) {
      shared.stream().write(total.line());
    }
    if (total.isComplete()) {
      shared.force();
      shared.complete();
    } else {
      shared.stream().flush();
    }
  }

  /// Writes the total to its file and to stderr.
  private ExitCode tell(Total total, boolean isWritten) {
    Path file = several.total();
    if (file != null) {
      exit = exit.worse(console.write(file, file.toString(), total.line()));
    }
    if (arguments.jobs() != null && firstByOne != null) {
      String others =
          switch (byOne) {
            case 1 -> "";
            case 2 -> " (and 1 more file)";
            default -> " (and " + (byOne - 1) + " more files)";
          };
      console.stderr().say(firstByOne + others);
    }
    console.stderr().about("total", total.text());
    if (!isWritten) {
      console
          .stderr()
          .about(arguments.outputName(), "not written, because not all files are whole");
    }
    return exit;
  }
}
