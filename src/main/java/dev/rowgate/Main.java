package dev.rowgate;

import dev.rowgate.cli.Cli;
import dev.rowgate.cli.ExitCode;
import dev.rowgate.cli.ServeArguments;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.PrintStream;

/// The process: its arguments, its streams, its exit code. The streams of stdin and stdout are the
/// bare ones: `System.in` waits for a buffer to fill, and `System.out` hides that its reader is
/// gone.
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    var stdin = new FileInputStream(FileDescriptor.in);
    var stdout = new FileOutputStream(FileDescriptor.out);
    System.exit(new Cli(stdin, stdout, System.err, Main::serve).run(args).number());
  }

  private static ExitCode serve(ServeArguments arguments, PrintStream err) {
    throw new UnsupportedOperationException("stub: branch http brings the server");
  }
}
