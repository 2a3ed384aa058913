package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.http.settings.Access;
import dev.rowgate.http.settings.Settings;
import dev.rowgate.options.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.management.VirtualThreadSchedulerMXBean;

/// A running service on a free loopback port, for the duration of a test.
public final class Served implements AutoCloseable {

  /// Time limit for waits; only a hang takes longer, on a loaded machine too.
  public static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final VirtualThreadSchedulerMXBean CARRIERS =
      ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);

  private final Server server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Served(Server server) {
    this.server = server;
  }

  public static Served plain() {
    return start(null, Limits.STANDARD, Limits.STANDARD.idleTime());
  }

  public static Served withSchemas(Path directory) {
    return start(directory, Limits.STANDARD, Limits.STANDARD.idleTime());
  }

  public static Served start(Path schemas, Limits limits, Duration idle) {
    return start(new Settings(null, 0, schemas, limits), idle);
  }

  /// Also accepts the host name `x`, which hand-written requests use.
  public static Served start(Settings settings, Duration idle) {
    var access = new Access(List.of("x"), settings.access().origins(), List.of());
    return startAs(settings.access() == Access.STANDARD ? settings.with(access) : settings, idle);
  }

  /// Accepts only the given host names.
  public static Served startAs(Settings settings, Duration idle) {
    Start start = Server.start(settings, () -> {}, idle);
    assertThat(start).isInstanceOf(Start.Running.class);
    correctCarriers();
    return new Served(((Start.Running) start).server());
  }

  /// Gives the virtual threads as many carriers as the program gives them. The program sets the
  /// number before its first virtual thread starts, which fixes it; in a process of tests, one may
  /// have been started earlier.
  private static void correctCarriers() {
    CARRIERS.setParallelism(Integer.getInteger("jdk.virtualThreadScheduler.parallelism"));
  }

  public Server server() {
    return server;
  }

  /// The URL of the second port.
  public String adminUrl() {
    return "http://127.0.0.1:" + server.adminPort();
  }

  public String url() {
    return "http://127.0.0.1:" + server.port();
  }

  @Override
  public void close() {
    client.shutdownNow();
    server.stop();
    try {
      // Another thread may have started the stop.
      server.awaitStop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Posts CSV to `/v1/transform`; the query starts with `?` or is empty.
  public HttpResponse<String> transform(String query, String csv) throws Exception {
    return transform(query, "text/csv", csv.getBytes(UTF_8));
  }

  public HttpResponse<String> transform(String query, String contentType, byte[] body)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(url() + "/v1/transform" + query))
            .timeout(PATIENCE)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (contentType != null) {
      request.header("Content-Type", contentType);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  public HttpResponse<String> get(String path) throws Exception {
    return getFrom(url() + path);
  }

  /// Waits until the metrics have a line.
  void awaitMetric(String wanted) throws Exception {
    while (!get("/metrics").body().contains(wanted)) {
      Thread.sleep(20);
    }
  }

  public HttpResponse<String> getFrom(String url) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  public Raw connect() throws IOException {
    return new Raw(server.port());
  }

  /// A connection on which the test controls every byte.
  public static final class Raw implements AutoCloseable {

    private final Socket socket;
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();

    private Raw(int port) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.setTcpNoDelay(true);
    }

    /// Connects to any service on loopback.
    public static Raw to(int port) throws IOException {
      return new Raw(port);
    }

    public Raw send(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(ISO_8859_1));
      return this;
    }

    /// Sends one chunk of a chunked body.
    public Raw sendChunk(String text) throws IOException {
      return send(Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
    }

    /// Everything received on the connection, once it contains `text`.
    public String readUntil(String text) throws IOException {
      return readMoreUntil(0, text);
    }

    /// Everything received, once it contains `text` after the first `before` characters.
    public String readMoreUntil(int before, String text) throws IOException {
      while (seen().indexOf(text, before) < 0) {
        int b = socket.getInputStream().read();
        if (b < 0) {
          throw new IOException("closed before «" + text + "»; seen: " + seen());
        }
        seen.write(b);
      }
      return seen();
    }

    /// Whether the other side has closed the connection; keeps what has been received.
    public boolean hasEnded() throws IOException {
      int wait = socket.getSoTimeout();
      socket.setSoTimeout(1);
      try {
        int b = socket.getInputStream().read();
        if (b >= 0) {
          seen.write(b);
          seen.writeBytes(socket.getInputStream().readNBytes(socket.getInputStream().available()));
        }
        return b < 0;
      } catch (SocketTimeoutException e) {
        return false;
      } finally {
        socket.setSoTimeout(wait);
      }
    }

    /// Everything up to the end of the connection, however it ended.
    public String readToEnd() throws IOException {
      try {
        socket.getInputStream().transferTo(seen);
      } catch (SocketException e) {
        // A reset is an end too.
      }
      return seen();
    }

    String seen() {
      return seen.toString(ISO_8859_1);
    }

    /// Makes closing the socket send a reset.
    void resetAtClose() throws IOException {
      socket.setSoLinger(true, 0);
    }

    public void stopSending() throws IOException {
      socket.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
