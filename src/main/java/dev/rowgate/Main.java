package dev.rowgate;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.rowgate.cli.Cli;
import dev.rowgate.cli.flags.ExitCode;
import dev.rowgate.cli.flags.ServeArguments;
import dev.rowgate.http.Server;
import dev.rowgate.http.Start;
import dev.rowgate.http.jetty.Loading;
import dev.rowgate.http.log.JsonLog;
import dev.rowgate.http.machine.Spooling;
import dev.rowgate.http.settings.Access;
import dev.rowgate.http.settings.Settings;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/// Entry point of the process: arguments, streams, exit code. It is the only class that knows both
/// front ends. Stdin and stdout are unbuffered file streams, since `System.in` waits until its
/// buffer is full, and `System.out` hides that its reader is gone.
public final class Main {

  /// How long a stop waits for a start that is in progress.
  private static final long START_MILLIS = 2_000;

  private Main() {}

  public static void main(String[] args) {
    Thread.setDefaultUncaughtExceptionHandler(Main::uncaught);
    ExitCode code;
    try {
      code = run(ArgumentText.of(args));
    } catch (RuntimeException | Error e) {
      fail(e);
      return;
    }
    // `System.exit` looks for a logger, which takes a quarter of the time of `rowgate --version`. A
    // command leaves no threads, so the process ends when this method returns.
    if (code != ExitCode.ALL_GOOD || isServe(args)) {
      System.exit(code.number());
    }
  }

  private static ExitCode run(ArgumentText text) {
    String wrong = text.complaint();
    if (wrong == null) {
      wrong = SmallestHeap.complaint(text.args(), Runtime.getRuntime().maxMemory());
    }
    if (wrong != null) {
      System.err.println("rowgate: " + wrong);
      return ExitCode.WRONG_USAGE;
    }
    String[] args = text.args().toArray(String[]::new);
    if (isServe(args)) {
      Loading.begin();
    }
    if (text.args().stream().anyMatch(arg -> arg.startsWith("--schema"))) {
      Thread.ofPlatform().daemon().name("decimals").start(Main::loadDecimals);
    }
    var stdin = new FileInputStream(FileDescriptor.in);
    var stdout = new FileOutputStream(FileDescriptor.out);
    return new Cli(stdin, stdout, System.err, System.getenv(), new NativeTerminal(), Main::serve)
        .run(args);
  }

  private static boolean isServe(String... args) {
    return args.length > 0 && args[0].equals("serve");
  }

  /// Ends the process if any thread runs out of memory, because the state that it leaves is
  /// unknown.
  private static void uncaught(Thread thread, Throwable thrown) {
    if (thrown instanceof OutOfMemoryError) {
      fail(thrown);
    }
    System.err.println("thread " + thread.getName());
    thrown.printStackTrace();
  }

  /// Ends the process with the exit code of a defect. The JVM's own exit code would be 1, which
  /// means that some records were rejected.
  private static void fail(Throwable thrown) {
    try {
      System.err.println(
          "rowgate: "
              + (thrown instanceof OutOfMemoryError
                  ? Cli.OUT_OF_MEMORY
                  : "a defect: " + thrown.getClass().getName()));
    } finally {
      halt(ExitCode.DEFECT);
    }
  }

  /// Loads `BigDecimal` in parallel to argument parsing. The schema parser has decimal constants;
  /// its initialisation computes powers of five with up to 45,000 digits, a quarter of a short
  /// transform's time.
  private static void loadDecimals() {
    Objects.requireNonNull(BigDecimal.ZERO);
  }

  private static ExitCode serve(ServeArguments asked, PrintStream err) {
    JsonLog log = JsonLog.to(err);
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
                : new Settings.Address(asked.adminHost(), asked.adminPort()),
            new Access(asked.allowedHosts(), asked.corsOrigins(), asked.sidecars()),
            new Settings.WarmingUp(asked.warmUp(), asked.readyWhenWarm()),
            log);
    System.setErr(log.stream());
    var started = new CompletableFuture<Server>();
    // Before the service listens, so that a signal during the start is handled. The first signal
    // stops gracefully, the second one immediately, with 128 plus its number as in a shell.
    Signals.onEnd(
        number -> stop(started, number), number -> Runtime.getRuntime().halt(128 + number));
    return switch (Server.start(settings, () -> halt(ExitCode.DEFECT))) {
      case Start.Running running -> {
        started.complete(running.server());
        yield untilStopped(running.server());
      }
      case Start.BadFiles bad -> {
        bad.messages().forEach(message -> err.println("rowgate: " + message));
        yield ExitCode.WRONG_USAGE;
      }
      case Start.Failed failed -> {
        err.println("rowgate: " + failed.reason());
        yield ExitCode.IO_FAILED;
      }
    };
  }

  /// Stops the server. If the start is blocked, for example by a disk, nothing needs to drain and
  /// the process ends.
  private static void stop(CompletableFuture<Server> started, int signal) {
    try {
      started.get(START_MILLIS, MILLISECONDS).stop();
    } catch (TimeoutException e) {
      Runtime.getRuntime().halt(128 + signal);
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("neither happens to it", e);
    }
  }

  private static ExitCode untilStopped(Server server) {
    HeapTrim heap = HeapTrim.ofProcess();
    try {
      while (!server.awaitStop(HeapTrim.INTERVAL)) {
        if (heap.look()) {
          System.err.println(Cli.OUT_OF_MEMORY);
          halt(ExitCode.DEFECT);
        }
      }
    } catch (InterruptedException e) {
      server.stop();
    }
    return ExitCode.ALL_GOOD;
  }

  private static void halt(ExitCode code) {
    Runtime.getRuntime().halt(code.number());
  }
}
