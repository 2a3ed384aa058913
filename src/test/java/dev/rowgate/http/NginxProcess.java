package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.rowgate.SentSignals;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// The real nginx as a process, in its own prefix. By default it has no master process, so nothing
/// outlives an aborted test.
final class NginxProcess implements AutoCloseable {

  /// The provided configuration.
  static final Path SHIPPED = Path.of("nginx");

  /// `-Drowgate.nginx=FILE` selects another nginx, and `-Drowgate.nginx.to-app=to-app-1.29.4.conf`
  /// the file for newer versions.
  private static final String OTHER = System.getProperty("rowgate.nginx", "");

  private static final String TO_APP = System.getProperty("rowgate.nginx.to-app", "");
  private static final long START_MILLIS = 20_000;

  private final Process process;
  private final Path prefix;

  private NginxProcess(Process process, Path prefix) {
    this.process = process;
    this.prefix = prefix;
  }

  /// Skips the calling test if nginx isn't installed.
  static Path assumePresent() {
    Stream<Path> installed =
        Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin"))
            .map(directory -> Path.of(directory, "nginx"));
    Optional<Path> nginx =
        (OTHER.isEmpty() ? installed : Stream.of(Path.of(OTHER)))
            .filter(Files::isExecutable)
            .findFirst();
    Assumptions.assumeTrue(nginx.isPresent(), "nginx isn't installed");
    return nginx.orElseThrow();
  }

  /// Skips the calling test with another nginx or configuration file.
  static void assumeStandard() {
    Assumptions.assumeTrue(OTHER.isEmpty() && TO_APP.isEmpty(), "it is another nginx's test");
  }

  /// A copy of the provided files in `prefix` with these ports, changed as a site would: in
  /// app.conf and listen.conf only.
  static Path shipped(Path prefix, int app, int http1, int http2) throws IOException {
    Path conf = Files.createDirectories(prefix.resolve("conf"));
    try (var files = Files.list(SHIPPED)) {
      for (Path file : files.toList()) {
        Files.copy(file, conf.resolve(file.getFileName()));
      }
    }
    replace(conf.resolve("app.conf"), "server 127.0.0.1:8080 ", "server 127.0.0.1:" + app + " ");
    replace(conf.resolve("listen.conf"), "listen 8000;", "listen 127.0.0.1:" + http1 + ";");
    replace(
        conf.resolve("listen.conf"), "listen 8001 http2;", "listen 127.0.0.1:" + http2 + " http2;");
    if (!TO_APP.isEmpty()) {
      throughProxyModule(conf);
    }
    return conf.resolve("nginx.conf");
  }

  /// Applies the instructions at the start of to-app-1.29.4.conf.
  static void throughProxyModule(Path conf) throws IOException {
    Files.copy(
        conf.resolve("to-app-1.29.4.conf"),
        conf.resolve("to-app.conf"),
        StandardCopyOption.REPLACE_EXISTING);
    replace(conf.resolve("routes.conf"), "grpc_pass grpc:", "proxy_pass http:");
    replace(conf.resolve("routes.conf"), "grpc_", "proxy_");
  }

  /// A typical configuration without the provided files: only the address and the body size.
  ///
  /// @param http10 port that proxies with HTTP/1.0, nginx's default before 1.29.7
  /// @param http11 port that keeps connections and adds no header of a proxy
  static Path foreign(Path prefix, int app, int http10, int http11) throws IOException {
    String user = System.getProperty("user.name").equals("root") ? "user root;" : "";
    return Files.writeString(
        Files.createDirectories(prefix).resolve("nginx.conf"),
        """
        %1$s
        pid nginx.pid;
        events {}
        http {
          access_log off;
          client_body_temp_path body;
          proxy_temp_path proxy;
          fastcgi_temp_path fastcgi;
          uwsgi_temp_path uwsgi;
          scgi_temp_path scgi;
          client_max_body_size 1g;
          server {
            listen 127.0.0.1:%3$d;
            location / { proxy_pass http://127.0.0.1:%2$d; proxy_http_version 1.0; }
          }
          server {
            listen 127.0.0.1:%4$d;
            location / {
              proxy_pass http://127.0.0.1:%2$d;
              proxy_http_version 1.1;
              proxy_set_header Connection "";
            }
          }
        }
        """
            .formatted(user, app, http10, http11));
  }

  static void replace(Path file, String old, String by) throws IOException {
    String text = Files.readString(file);
    if (!text.contains(old)) {
      throw new AssertionError(file + " has no «" + old + "»");
    }
    Files.writeString(file, text.replace(old, by));
  }

  static NginxProcess start(Path prefix, Path conf, int port) throws Exception {
    return start(prefix, conf, port, "daemon off; master_process off;");
  }

  /// Starts a master with workers, which can be killed individually and are replaced.
  static NginxProcess startWithWorkers(Path prefix, Path conf, int port) throws Exception {
    return start(prefix, conf, port, "daemon off;");
  }

  private static NginxProcess start(Path prefix, Path conf, int port, String how) throws Exception {
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
                how)
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

  /// The output of `nginx -t` and its exit code.
  static Curl.Result test(Path prefix, Path conf) throws Exception {
    Process process =
        new ProcessBuilder(
                assumePresent().toString(), "-t", "-p", prefix.toString(), "-c", conf.toString())
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Curl.Result(process.waitFor(), out, "");
  }

  /// A port that is currently free.
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

  /// Kills each worker; the master starts new ones.
  void killWorkers() {
    process.children().forEach(ProcessHandle::destroyForcibly);
  }

  /// Sends a signal, to the only process if there is no master.
  ///
  /// @param name without `SIG`
  void signal(String name) throws Exception {
    SentSignals.send(process, name);
  }

  String output() throws IOException {
    return Files.readString(prefix.resolve("output"));
  }

  List<String> accessLog() throws IOException {
    return Files.readAllLines(prefix.resolve("access.log"));
  }

  @Override
  public void close() {
    List<ProcessHandle> workers = process.children().toList();
    process.destroy();
    process.onExit().completeOnTimeout(process, 10, SECONDS).join();
    process.destroyForcibly().onExit().join();
    workers.forEach(ProcessHandle::destroyForcibly);
  }
}
