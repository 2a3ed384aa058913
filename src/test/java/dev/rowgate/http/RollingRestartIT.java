package dev.rowgate.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Restarts two instances behind the provided nginx in turn by SIGTERM, under continuous load:
/// every request is answered completely. `-Drowgate.restarts=100` sets the number of restarts,
/// rounded up to an even one.
@Timeout(1_800)
class RollingRestartIT {

  private static final int CLIENTS = 6;
  private static final int ROUNDS = Math.ceilDiv(Integer.getInteger("rowgate.restarts", 4), 2);

  /// Every fourth upload of each client is long, so that some are always in progress.
  private static final int LONG_ROWS = 20_000;

  private static final String COMPLETE = "\"complete\":true";
  private static final long STARVED_MILLIS = 5_000;

  @TempDir private Path dir;

  private final List<AppProcess> apps = new ArrayList<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicBoolean over = new AtomicBoolean();

  @Test
  void no_request_fails() throws Exception {
    Path prefix = Files.createDirectory(dir.resolve("nginx"));
    int port = NginxProcess.freePort();
    try {
      apps.add(start(0, 0));
      apps.add(start(1, 0));
      Path conf =
          NginxProcess.shipped(prefix, apps.getFirst().port(), port, NginxProcess.freePort());
      NginxProcess.replace(
          prefix.resolve("conf/app.conf"),
          "# server 127.0.0.1:8090 ",
          "server 127.0.0.1:" + apps.getLast().port() + " ");
      try (var nginx = NginxProcess.start(prefix, conf, port)) {
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
          clients.add(Thread.ofPlatform().start(() -> sendOn(port)));
        }
        for (int round = 0; round < ROUNDS; round++) {
          restart(0);
          restart(1);
        }
        over.set(true);
        for (Thread client : clients) {
          client.join();
        }
        assertThat(failures).as(nginx.output()).isEmpty();
        assertThat(answered.get()).isGreaterThan(100);
        assertThat(nginx.accessLog()).noneMatch(line -> line.contains("\"status\":50"));
      }
    } finally {
      apps.forEach(AppProcess::close);
    }
  }

  /// nginx gets no CPU time while the service stops. The request that it then sends on its existing
  /// connection, before it reads that the connection is to be closed, is answered.
  @Test
  void a_request_that_nginx_sends_late_is_answered() throws Exception {
    Path prefix = Files.createDirectory(dir.resolve("nginx"));
    int port = NginxProcess.freePort();
    try (var app = AppProcess.start(dir.resolve("log"), "--drain-time", "60s")) {
      Path conf = NginxProcess.shipped(prefix, app.port(), port, NginxProcess.freePort());
      try (var nginx = NginxProcess.start(prefix, conf, port);
          var client = Served.Raw.to(port)) {
        String request =
            """
            POST /v1/transform HTTP/1.1\r
            Host: x\r
            Content-Type: text/csv\r
            Content-Length: 4\r
            \r
            a
            1
            """;
        String first = client.send(request).readUntil(COMPLETE);
        nginx.signal("STOP");
        client.send(request);
        app.signal("TERM");
        // Longer than a connection without a request is kept during a stop.
        Thread.sleep(STARVED_MILLIS);
        nginx.signal("CONT");

        String both = client.readMoreUntil(first.length(), COMPLETE);

        assertThat(both.substring(first.length())).contains("HTTP/1.1 200 ");
        assertThat(app.exit()).isZero();
      }
    }
  }

  private AppProcess start(int number, int port) throws Exception {
    return AppProcess.startOn(port, Files.createTempFile(dir, "app" + number, ".log"));
  }

  /// Restarts an instance while further requests are answered, so that there is always load.
  private void restart(int number) throws Exception {
    AppProcess app = apps.get(number);
    int before = answered.get();
    while (answered.get() < before + CLIENTS) {
      Thread.sleep(10);
    }
    assertThat(app.terminate()).isZero();
    apps.set(number, start(number, app.port()));
  }

  private void sendOn(int port) {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      for (int i = 0; !over.get(); i++) {
        int rows = i % 4 == 3 ? LONG_ROWS : 10;
        var request =
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/transform"))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString("name,age\n" + "Ada Lovelace,36\n".repeat(rows)));
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() != 200
            || !response.body().contains("{\"complete\":true,\"recordsRead\":" + rows + ",")) {
          failures.add(response.statusCode() + " " + response.body().substring(0, 200));
        }
        answered.incrementAndGet();
      }
    } catch (IOException e) {
      failures.add(e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
