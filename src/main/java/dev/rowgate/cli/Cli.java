package dev.rowgate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.options.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;

/// The command line, with the streams of its process. Touches no other part of the process, so that
/// a test can run it as often as it likes.
public final class Cli {

  /// Nobody uploads here: a file may be as long as it is.
  private static final Limits LIMITS = Limits.STANDARD.withUploadBytes(Long.MAX_VALUE);

  private final InputStream in;
  private final OutputStream out;
  private final PrintStream err;
  private final ServeCommand serve;

  /// @param in not buffered, so that a line is converted when it comes
  /// @param out not buffered, and one that throws when its reader has gone, as a `PrintStream`
  ///   doesn't
  public Cli(InputStream in, OutputStream out, PrintStream err, ServeCommand serve) {
    this.in = in;
    this.out = out;
    this.err = err;
    this.serve = serve;
  }

  /// Does what the arguments ask for, to its end.
  public ExitCode run(String... args) {
    var complaints = new Complaints(err);
    try {
      return run(List.of(args), complaints);
    } catch (RuntimeException | Error defect) {
      complaints.defect(defect, Version.line());
      return ExitCode.DEFECT;
    }
  }

  private ExitCode run(List<String> args, Complaints complaints) {
    if (args.equals(List.of("--version"))) {
      // The parser and its library take longer to load than this to say.
      return tell(Version.line() + "\n", complaints);
    }
    return switch (ArgumentParser.parse(args)) {
      case Arguments.Tell tell -> tell(tell.text(), complaints);
      case Arguments.Bare bare -> {
        err.print(bare.help());
        err.flush();
        yield ExitCode.WRONG_USAGE;
      }
      case Arguments.Misuse misuse -> {
        complaints.misuse(misuse);
        yield ExitCode.WRONG_USAGE;
      }
      case Arguments.Transform transform ->
          new TransformCommand(transform.arguments(), in, out, complaints, LIMITS).run();
      case Arguments.Serve asked -> serve.serve(asked.arguments(), err);
    };
  }

  private ExitCode tell(String text, Complaints complaints) {
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
