package dev.rowgate.cli;

import dev.rowgate.cli.flags.ExitCode;
import dev.rowgate.cli.flags.ServeArguments;
import java.io.PrintStream;

/// Interface of the command `rowgate serve`. The caller of [Cli] implements it, so that this
/// package doesn't depend on the server.
@FunctionalInterface
public interface ServeCommand {

  /// Runs the server until the process is asked to stop; reports a failed start on `err`.
  ExitCode serve(ServeArguments arguments, PrintStream err);
}
