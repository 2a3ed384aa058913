package dev.rowgate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.cli.flags.ArgumentParser;
import dev.rowgate.cli.flags.Arguments;
import dev.rowgate.cli.flags.ExitCode;
import dev.rowgate.cli.flags.InferArguments;
import dev.rowgate.cli.flags.ReportFormat;
import dev.rowgate.cli.flags.TransformArguments;
import dev.rowgate.cli.flags.Version;
import dev.rowgate.cli.pages.Completion;
import dev.rowgate.cli.screen.ErrorOutput;
import dev.rowgate.cli.screen.Screen;
import dev.rowgate.cli.screen.Terminal;
import dev.rowgate.cli.screen.TypedInput;
import dev.rowgate.cli.settings.Environment;
import dev.rowgate.infer.CommentedDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Entry point of the command line, with the streams of the process as parameters. It uses no other
/// state of the process, so tests can run it any number of times.
public final class Cli {

  /// Message printed after an [OutOfMemoryError].
  public static final String OUT_OF_MEMORY =
      "out of memory: the output is not complete; a larger heap: ROWGATE_JAVA_OPTS=-Xmx1g";

  private static final String[] ONLY_VERSION = {"--version"};

  private final InputStream in;
  private final OutputStream out;
  private final PrintStream err;
  private final Environment environment;
  private final Screen screen;
  private final ServeCommand serve;

  /// @param in unbuffered, so that a line is converted as soon as it arrives
  /// @param out unbuffered; throws when the reader has closed it, which a `PrintStream` doesn't
  /// @param err for messages
  /// @param environment the process's environment variables
  /// @param terminal which of the streams are terminals
  /// @param serve runs the server
  public Cli(
      InputStream in,
      OutputStream out,
      PrintStream err,
      Map<String, String> environment,
      Terminal terminal,
      ServeCommand serve) {
    this.in = in;
    this.out = out;
    this.err = err;
    this.environment = new Environment(environment);
    this.screen = new Screen(terminal, this.environment);
    this.serve = serve;
  }

  /// Runs the command that the arguments name, and returns when it has ended.
  public ExitCode run(String... args) {
    var stderr = new ErrorOutput(err);
    var console = new Console(TypedInput.of(in, screen, stderr), out, stderr, screen);
    String version = Version.line();
    try {
      // A shortcut: loading the argument parser takes longer than printing the version.
      return Arrays.equals(args, ONLY_VERSION)
          ? console.tell(version + "\n")
          : run(List.of(args), console);
    } catch (OutOfMemoryError e) {
      stderr.say(OUT_OF_MEMORY);
      return ExitCode.DEFECT;
    } catch (RuntimeException | Error defect) {
      stderr.defect(defect, version);
      return ExitCode.DEFECT;
    }
  }

  private ExitCode run(List<String> args, Console console) {
    return switch (ArgumentParser.parse(args, environment)) {
      case Arguments.Tell tell -> console.tell(tell.text());
      case Arguments.Bare bare -> {
        err.print(bare.help());
        err.flush();
        yield ExitCode.WRONG_USAGE;
      }
      case Arguments.Misuse misuse -> {
        console.stderr().misuse(misuse);
        yield ExitCode.WRONG_USAGE;
      }
      case Arguments.Transform(var asked) ->
          new TransformCommand(asked, new Product.Lines(), console).run();
      case Arguments.Validate(var asked, var format) ->
          new TransformCommand(asked, report(asked, format), console).run();
      case Arguments.Health health -> new HealthCommand(health.url(), console).run();
      case Arguments.Completion(var shell) -> console.tell(Completion.text(shell));
      case Arguments.Init(var asked) -> init(asked, console);
      case Arguments.Infer(var asked) ->
          new InferCommand(asked, UnaryOperator.identity(), console).run();
      case Arguments.SchemaCheck(var file, var json) ->
          new SchemaCheckCommand(file, json, console).run();
      case Arguments.SchemaConvert(var file, var table) ->
          new SchemaConvertCommand(file, table, console).run();
      case Arguments.Serve asked -> {
        asked.remarks().forEach(console.stderr()::say);
        yield serve.serve(asked.arguments(), err);
      }
    };
  }

  /// Writes a schema with comments. Never replaces an existing file, which may have been edited.
  private ExitCode init(InferArguments asked, Console console) {
    Path output = asked.output();
    if (output != null && Files.isRegularFile(output)) {
      console.stderr().about(output.toString(), "the file exists; name another one with -o FILE");
      return ExitCode.WRONG_USAGE;
    }
    String schema = output == null ? "FILE" : output.toString();
    ExitCode code =
        new InferCommand(
                asked,
                json ->
                    CommentedDescriptor.of(
                        json, asked.inputName(), schema, seen(asked, json, console)),
                console)
            .run();
    if (code == ExitCode.ALL_GOOD && output != null) {
      console.stderr().say("wrote " + output);
    }
    return code;
  }

  /// Reads a file again, for what is in its columns. Of stdin, and of a file that can't be read any
  /// more, nothing is known.
  private static Map<String, CommentedDescriptor.Seen> seen(
      InferArguments asked, String json, Console console) {
    Path input = asked.input();
    if (input == null || !Files.isRegularFile(input)) {
      return Map.of();
    }
    try (InputStream in = console.open(input)) {
      return SampleValues.of(
          json.getBytes(UTF_8), in, CommentedDescriptor.recordsOf(json), asked.limits());
    } catch (IOException e) {
      return Map.of();
    }
  }

  /// Chooses the default format: a table on a terminal, JSON for programs.
  private Product.Report report(TransformArguments asked, @Nullable ReportFormat format) {
    boolean isLookedAt = asked.output() == null && screen.isBehind(Terminal.Stream.OUT);
    ReportFormat usual = isLookedAt ? ReportFormat.TABLE : ReportFormat.JSON;
    return new Product.Report(format == null ? usual : format);
  }
}
