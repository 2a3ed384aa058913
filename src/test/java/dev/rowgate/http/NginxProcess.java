package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.rowgate.Signals;
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

/// The real nginx as a process, in a prefix of its own. Without need it has no master, so that
/// nothing outlives a test that is ended.
final class NginxProcess implements AutoCloseable {

  /// What is shipped.
  static final Path SHIPPED = Path.of("nginx");

  /// `-Drowgate.nginx=FILE` tests another nginx than the one that is installed, and
  /// `-Drowgate.nginx.to-app=to-app-1.29.4.conf` the way to the app that newer ones have.
  private static final String OTHER = System.getProperty("rowgate.nginx", "");

  private static final String TO_APP = System.getProperty("rowgate.nginx.to-app", "");
  private static final long START_MILLIS = 20_000;

  private final Process process;
  private final Path prefix;

  private NginxProcess(Process process, Path prefix) {
    this.process = process;
    this.prefix = prefix;
  }

  /// Skips the test that calls it, by name, where there is no nginx.
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

  /// Skips the test that calls it, by name, where the tests run with another nginx or another way.
  static void assumeStandard() {
    Assumptions.assumeTrue(OTHER.isEmpty() && TO_APP.isEmpty(), "it is another nginx's test");
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
    replace(conf.resolve("app.conf"), "server 127.0.0.1:8080 ", "server 127.0.0.1:" + app + " ");
    replace(conf.resolve("listen.conf"), "listen 8000;", "listen 127.0.0.1:" + http1 + ";");
    replace(
        conf.resolve("listen.conf"), "listen 8001 http2;", "listen 127.0.0.1:" + http2 + " http2;");
    if (!TO_APP.isEmpty()) {
      throughProxyModule(conf);
    }
    return conf.resolve("nginx.conf");
  }

  /// Does what the head of to-app-1.29.4.conf says.
  static void throughProxyModule(Path conf) throws IOException {
    Files.copy(
        conf.resolve("to-app-1.29.4.conf"),
        conf.resolve("to-app.conf"),
        StandardCopyOption.REPLACE_EXISTING);
    replace(conf.resolve("routes.conf"), "grpc_pass grpc:", "proxy_pass http:");
    replace(conf.resolve("routes.conf"), "grpc_", "proxy_");
  }

  /// As others have it: nothing but the address, and the size.
  ///
  /// @param http10 where the app is spoken to as nginx did by itself before 1.29.7
  /// @param http11 where a connection to the app is kept, and no header tells of the proxy
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

  /// A master and its workers, which can be ended one by one and replaced.
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

  /// `kill -9` for each worker; the master makes new ones.
  void killWorkers() {
    process.children().forEach(ProcessHandle::destroyForcibly);
  }

  /// Sends a signal, to the only process where there is no master.
  ///
  /// @param name without `SIG`
  void signal(String name) throws Exception {
    Signals.send(process, name);
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
