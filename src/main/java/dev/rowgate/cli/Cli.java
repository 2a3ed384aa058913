package dev.rowgate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.cli.flags.ArgumentParser;
import dev.rowgate.cli.flags.Arguments;
import dev.rowgate.cli.flags.Environment;
import dev.rowgate.cli.flags.ExitCode;
import dev.rowgate.cli.flags.ReportFormat;
import dev.rowgate.cli.flags.TransformArguments;
import dev.rowgate.cli.flags.Version;
import dev.rowgate.cli.screen.Complaints;
import dev.rowgate.cli.screen.Screen;
import dev.rowgate.cli.screen.Terminal;
import dev.rowgate.problem.IoReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The command line, with the streams of its process. Touches no other part of the process, so that
/// a test can run it as often as it likes.
public final class Cli {

  /// What is said when memory runs out.
  public static final String OUT_OF_MEMORY =
      "out of memory: the output is not complete; a larger heap: ROWGATE_JAVA_OPTS=-Xmx1g";

  private static final String[] ONLY_VERSION = {"--version"};

  private final InputStream in;
  private final OutputStream out;
  private final PrintStream err;
  private final Environment environment;
  private final Screen screen;
  private final ServeCommand serve;

  /// Where no stream leads to a terminal.
  public Cli(
      InputStream in,
      OutputStream out,
      PrintStream err,
      Map<String, String> environment,
      ServeCommand serve) {
    this(in, out, err, environment, Terminal.NONE, serve);
  }

  /// @param in not buffered, so that a line is converted when it comes
  /// @param out not buffered, and one that throws when its reader has gone, as a `PrintStream`
  ///   doesn't
  /// @param environment the process's variables
  /// @param terminal what the streams lead to
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

  /// Does what the arguments ask for, to its end.
  public ExitCode run(String... args) {
    var complaints = new Complaints(err);
    String version = Version.line();
    try {
      // The parser and its library take longer to load than this to say.
      return Arrays.equals(args, ONLY_VERSION)
          ? tell(version + "\n", out, complaints)
          : run(List.of(args), complaints);
    } catch (OutOfMemoryError e) {
      complaints.say(OUT_OF_MEMORY);
      return ExitCode.DEFECT;
    } catch (RuntimeException | Error defect) {
      complaints.defect(defect, version);
      return ExitCode.DEFECT;
    }
  }

  private ExitCode run(List<String> args, Complaints complaints) {
    return switch (ArgumentParser.parse(args, environment)) {
      case Arguments.Tell tell -> tell(tell.text(), out, complaints);
      case Arguments.Bare bare -> {
        err.print(bare.help());
        err.flush();
        yield ExitCode.WRONG_USAGE;
      }
      case Arguments.Misuse misuse -> {
        complaints.misuse(misuse);
        yield ExitCode.WRONG_USAGE;
      }
      case Arguments.Transform(var asked) ->
          new TransformCommand(asked, new Product.Lines(), in, out, complaints, screen).run();
      case Arguments.Validate(var asked, var format) ->
          new TransformCommand(asked, report(asked, format), in, out, complaints, screen).run();
      case Arguments.Health health -> new HealthCommand(health.url(), complaints).run();
      case Arguments.Infer(var asked) -> new InferCommand(asked, in, out, complaints, screen).run();
      case Arguments.SchemaCheck(var file, var json) ->
          new SchemaCheckCommand(file, json, in, out, complaints, screen.style(Terminal.Stream.OUT))
              .run();
      case Arguments.Serve asked -> {
        asked.remarks().forEach(complaints::say);
        yield serve.serve(asked.arguments(), err);
      }
    };
  }

  /// A person is shown a table, a program the whole report.
  private Product.Report report(TransformArguments asked, @Nullable ReportFormat format) {
    boolean isLookedAt = asked.output() == null && screen.isBehind(Terminal.Stream.OUT);
    ReportFormat usual = isLookedAt ? ReportFormat.TABLE : ReportFormat.JSON;
    return new Product.Report(format == null ? usual : format);
  }

  /// Writes a text to stdout.
  static ExitCode tell(String text, OutputStream out, Complaints complaints) {
    try {
      out.write(text.getBytes(UTF_8));
      out.flush();
      return ExitCode.ALL_GOOD;
    } catch (IOException e) {
      if (IoReason.isReaderGone(e)) {
        return ExitCode.READER_GONE;
      }
      complaints.about("stdout", IoReason.of(e));
      return ExitCode.IO_FAILED;
    }
  }
}
