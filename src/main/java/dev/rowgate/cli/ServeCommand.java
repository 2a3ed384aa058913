package dev.rowgate.cli;

import dev.rowgate.cli.flags.ExitCode;
import dev.rowgate.cli.flags.ServeArguments;
import java.io.PrintStream;

/// What `rowgate serve` does, by whoever has a server: the process hands it in, so that this
/// package and the server need not know each other.
@FunctionalInterface
public interface ServeCommand {

  /// Serves until the process is told to stop, or says on `err` why it can't.
  ExitCode serve(ServeArguments arguments, PrintStream err);
}
