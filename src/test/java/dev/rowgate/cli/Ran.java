package dev.rowgate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.cli.flags.ExitCode;
import dev.rowgate.cli.screen.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.stream.Stream;

/// Result of a command line run in this process.
public record Ran(ExitCode exit, String out, String err) {

  private static final ServeCommand NO_SERVER =
      (_, _) -> {
        throw new AssertionError("a server was asked for");
      };

  public static Ran rowgate(String... args) {
    return with("", args);
  }

  static Ran with(String stdin, String... args) {
    return with(stdin, NO_SERVER, args);
  }

  static Ran with(String stdin, ServeCommand serve, String... args) {
    var out = new ByteArrayOutputStream();
    return with(new ByteArrayInputStream(stdin.getBytes(UTF_8)), out, Map.of(), serve, args)
        .saying(out.toString(UTF_8));
  }

  /// Runs with `out` as stdout, so the result has no output.
  public static Ran with(InputStream in, OutputStream out, String... args) {
    return with(in, out, Map.of(), NO_SERVER, args);
  }

  /// @param environment the environment variables
  static Ran serve(Map<String, String> environment, ServeCommand serve, String... args) {
    return with(
        InputStream.nullInputStream(),
        OutputStream.nullOutputStream(),
        environment,
        serve,
        Stream.concat(Stream.of("serve"), Stream.of(args)).toArray(String[]::new));
  }

  private static Ran with(
      InputStream in,
      OutputStream out,
      Map<String, String> environment,
      ServeCommand serve,
      String... args) {
    var err = new ByteArrayOutputStream();
    ExitCode exit =
        new Cli(in, out, new PrintStream(err, true, UTF_8), environment, Terminal.NONE, serve)
            .run(args);
    return new Ran(exit, "", err.toString(UTF_8));
  }

  private Ran saying(String text) {
    return new Ran(exit, text, err);
  }
}
