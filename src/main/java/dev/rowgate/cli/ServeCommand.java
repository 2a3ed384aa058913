package dev.rowgate.cli;

import dev.rowgate.cli.flags.ExitCode;
import dev.rowgate.cli.flags.ServeArguments;
import java.io.PrintStream;

/// The command `rowgate serve` as an interface. The caller of [Cli] provides the implementation, so
/// that this package doesn't depend on the server.
@FunctionalInterface
public interface ServeCommand {

  /// Runs the server until the process is asked to stop; reports a failed start on `err`.
  ExitCode serve(ServeArguments arguments, PrintStream err);
}
