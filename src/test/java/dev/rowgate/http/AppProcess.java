package dev.rowgate.http;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.rowgate.SentSignals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `rowgate serve` as a process on loopback, with a heap of 64 MB by default. Its log goes to a
/// file, so it never waits for a reader.
///
/// It has one JIT compiler: the second one (C2) takes a sixth of the processor time of these short
/// lives. [#startAsShipped] has both.
final class AppProcess implements AutoCloseable {

  private static final String ROWGATE = System.getProperty("rowgate.executable");
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin/java").toString();
  private static final Pattern ADDRESS =
      Pattern.compile("listening on http://127\\.0\\.0\\.1:(\\d+)");
  private static final Pattern ADMIN =
      Pattern.compile("metrics and health on (http://127\\.0\\.0\\.1:\\d+)");
  private static final long START_MILLIS = 60_000;
  private static final String HEAP = "-Xmx64m";
  private static final String ONE_COMPILER = " -XX:TieredStopAtLevel=1";

  /// The options of the JVM, if a test doesn't need others.
  static final String OPTIONS = HEAP + ONE_COMPILER;

  /// Arguments for clients that wait for others longer than the limits allow on a slow machine.
  static final String[] PATIENT = {"--idle-time=10m", "--min-upload-rate=0"};

  private final Process process;
  private final Path log;
  private final int port;

  private AppProcess(Process process, Path log, int port) {
    this.process = process;
    this.log = log;
    this.port = port;
  }

  /// Starts on a free port.
  static AppProcess start(Path log, String... arguments) throws Exception {
    return startOn(0, log, arguments);
  }

  static AppProcess startOn(int port, Path log, String... arguments) throws Exception {
    return start(OPTIONS, port, log, arguments);
  }

  /// Starts on a free port, with both JIT compilers.
  static AppProcess startAsShipped(Path log, String... arguments) throws Exception {
    return start(HEAP, 0, log, arguments);
  }

  /// Starts on a free port.
  ///
  /// @param heap in the syntax of `-Xmx`
  static AppProcess startIn(String heap, Path log, String... arguments) throws Exception {
    return start(heap + ONE_COMPILER, 0, log, arguments);
  }

  /// Starts on a free port, without additional host names.
  static AppProcess startBare(Path log) throws Exception {
    return start(List.of(), OPTIONS, 0, log);
  }

  private static AppProcess start(String options, int port, Path log, String... arguments)
      throws Exception {
    // Hand-written requests use the host name x.
    return start(List.of("--allowed-host=x"), options, port, log, arguments);
  }

  private static AppProcess start(
      List<String> names, String options, int port, Path log, String... arguments)
      throws Exception {
    var command = new ArrayList<>(List.of(ROWGATE, "serve", "--port=" + port));
    command.addAll(names);
    command.addAll(List.of(arguments));
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("ROWGATE_JAVA", JAVA);
    // A warm-up would take time from the tests; a flag among the arguments overrides it.
    builder.environment().put("ROWGATE_WARM_UP", "0");
    builder.environment().put("ROWGATE_JAVA_OPTS", options);
    Process process = builder.start();
    long begun = System.currentTimeMillis();
    while (System.currentTimeMillis() - begun < START_MILLIS && process.isAlive()) {
      Matcher address = ADDRESS.matcher(Files.readString(log));
      if (address.find()) {
        return new AppProcess(process, log, Integer.parseInt(address.group(1)));
      }
      Thread.sleep(20);
    }
    process.destroyForcibly().waitFor();
    throw new AssertionError("the app doesn't start: " + Files.readString(log));
  }

  int port() {
    return port;
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  /// The URL of the second port.
  String adminUrl() throws IOException {
    Matcher address = ADMIN.matcher(log());
    if (!address.find()) {
      throw new AssertionError("the app tells of no second port: " + log());
    }
    return address.group(1);
  }

  /// Waits until the log contains the text.
  void awaitLog(String text) throws Exception {
    for (int i = 0; i < 1_000 && !log().contains(text); i++) {
      Thread.sleep(20);
    }
  }

  /// `kill -NAME`.
  void signal(String name) throws Exception {
    SentSignals.send(process, name);
  }

  /// Waits for the end.
  int exit() throws InterruptedException {
    if (!process.waitFor(120, SECONDS)) {
      throw new AssertionError("the app doesn't end");
    }
    return process.exitValue();
  }

  /// Sends SIGTERM and waits.
  ///
  /// @return the exit code
  int terminate() {
    process.destroy();
    return process.onExit().join().exitValue();
  }

  /// `kill -9`.
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().completeOnTimeout(process, 15, SECONDS).join();
    kill();
  }
}
