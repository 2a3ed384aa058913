package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// The real nginx as a process, in a prefix of its own. One process without a master, so that
/// nothing outlives the test that ends it.
final class NginxProcess implements AutoCloseable {

  /// What is shipped.
  static final Path SHIPPED = Path.of("nginx");

  private static final long START_MILLIS = 20_000;

  private final Process process;
  private final Path prefix;

  private NginxProcess(Process process, Path prefix) {
    this.process = process;
    this.prefix = prefix;
  }

  /// Skips the test that calls it, by name, where there is no nginx.
  static Path assumePresent() {
    Optional<Path> nginx =
        Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin"))
            .map(directory -> Path.of(directory, "nginx"))
            .filter(Files::isExecutable)
            .findFirst();
    Assumptions.assumeTrue(nginx.isPresent(), "nginx isn't installed");
    return nginx.orElseThrow();
  }

  /// A copy of the shipped files in `prefix`, with this app and these ports: as a site changes
  /// them, in app.conf and listen.conf alone.
  static Path shipped(Path prefix, int app, int http1, int http2) throws IOException {
    Path conf = Files.createDirectories(prefix.resolve("conf"));
    try (var files = Files.list(SHIPPED)) {
      for (Path file : files.toList()) {
        Files.copy(file, conf.resolve(file.getFileName()));
      }
    }
    replace(conf.resolve("app.conf"), "server 127.0.0.1:8080;", "server 127.0.0.1:" + app + ";");
    replace(conf.resolve("listen.conf"), "listen 8000;", "listen 127.0.0.1:" + http1 + ";");
    replace(
        conf.resolve("listen.conf"), "listen 8001 http2;", "listen 127.0.0.1:" + http2 + " http2;");
    return conf.resolve("nginx.conf");
  }

  static void replace(Path file, String old, String by) throws IOException {
    String text = Files.readString(file);
    if (!text.contains(old)) {
      throw new AssertionError(file + " has no «" + old + "»");
    }
    Files.writeString(file, text.replace(old, by));
  }

  static NginxProcess start(Path prefix, Path conf, int port) throws Exception {
    Process process =
        new ProcessBuilder(
                assumePresent().toString(),
                "-p",
                prefix.toString(),
                "-c",
                conf.toString(),
                "-e",
                "stderr",
                "-g",
                "daemon off; master_process off;")
            .redirectErrorStream(true)
            .redirectOutput(prefix.resolve("output").toFile())
            .start();
    var nginx = new NginxProcess(process, prefix);
    long begun = System.currentTimeMillis();
    while (!listens(port)) {
      if (!process.isAlive() || System.currentTimeMillis() - begun > START_MILLIS) {
        nginx.close();
        throw new AssertionError("nginx doesn't start: " + nginx.output());
      }
      Thread.sleep(20);
    }
    return nginx;
  }

  /// What `nginx -t` says, and whether it is content.
  static Curl.Result test(Path prefix, Path conf) throws Exception {
    Process process =
        new ProcessBuilder(
                assumePresent().toString(), "-t", "-p", prefix.toString(), "-c", conf.toString())
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Curl.Result(process.waitFor(), out, "");
  }

  /// A port that nobody has now.
  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean listens(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  String output() throws IOException {
    return Files.readString(prefix.resolve("output"));
  }

  List<String> accessLog() throws IOException {
    return Files.readAllLines(prefix.resolve("access.log"));
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().completeOnTimeout(process, 10, SECONDS).join();
    process.destroyForcibly().onExit().join();
  }
}
