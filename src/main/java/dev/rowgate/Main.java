package dev.rowgate;

import dev.rowgate.cli.Cli;
import dev.rowgate.cli.ExitCode;
import dev.rowgate.cli.ServeArguments;
import dev.rowgate.http.JsonLog;
import dev.rowgate.http.Server;
import dev.rowgate.http.Settings;
import dev.rowgate.http.Spooling;
import dev.rowgate.http.Start;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.PrintStream;

/// The process: its arguments, its streams, its exit code; and the one place that knows both doors.
/// The streams of stdin and stdout are the bare ones: `System.in` waits for a buffer to fill, and
/// `System.out` hides that its reader is gone.
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    var stdin = new FileInputStream(FileDescriptor.in);
    var stdout = new FileOutputStream(FileDescriptor.out);
    System.exit(
        new Cli(stdin, stdout, System.err, System.getenv(), Main::serve).run(args).number());
  }

  private static ExitCode serve(ServeArguments asked, PrintStream err) {
    var settings =
        new Settings(
            asked.host(),
            asked.port(),
            asked.schemas(),
            asked.limits(),
            asked.respond(),
            Spooling.within(asked.spool(), asked.limits()),
            asked.keys(),
            asked.adminPort() == null
                ? null
                : new Settings.Address(asked.adminHost(), asked.adminPort()));
    System.setErr(JsonLog.to(err));
    return switch (Server.start(settings, () -> halt(ExitCode.DEFECT))) {
      case Start.Running running -> untilStopped(running.server());
      case Start.BadSchemas bad -> {
        bad.messages().forEach(message -> err.println("rowgate: " + message));
        yield ExitCode.WRONG_USAGE;
      }
      case Start.BadKeys bad -> {
        bad.messages().forEach(message -> err.println("rowgate: " + message));
        yield ExitCode.WRONG_USAGE;
      }
      case Start.CannotSpool cannot -> {
        err.println("rowgate: " + cannot.reason());
        yield ExitCode.IO_FAILED;
      }
      case Start.CannotListen cannot -> {
        err.println("rowgate: " + cannot.reason());
        yield ExitCode.IO_FAILED;
      }
    };
  }

  private static ExitCode untilStopped(Server server) {
    server.stopAtShutdown(() -> halt(ExitCode.ALL_GOOD));
    try {
      server.awaitStop();
    } catch (InterruptedException e) {
      server.stop();
    }
    return ExitCode.ALL_GOOD;
  }

  private static void halt(ExitCode code) {
    Runtime.getRuntime().halt(code.number());
  }
}
