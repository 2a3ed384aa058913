package dev.rowgate.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.rowgate.bytes.Encoders;
import dev.rowgate.http.jetty.Draining;
import dev.rowgate.http.jetty.WatchedConnector;
import dev.rowgate.http.machine.Budget;
import dev.rowgate.http.machine.Spools;
import dev.rowgate.http.pages.Bundled;
import dev.rowgate.http.pages.Health;
import dev.rowgate.http.settings.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The running HTTP service. Thread-safe.
///
/// ```java
/// switch (Server.start(new Settings(null, 8080, schemas, Limits.STANDARD), halt)) {
///   case Start.Running(Server server) -> {
///     server.awaitStop(); // until another thread calls server.stop()
///   }
///   case Start.BadFiles(List<String> messages) -> ...
///   case Start.Failed(String reason) -> ...
/// }
/// ```
public final class Server {

  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  /// How long a connection without a request stays open during a stop, for a request that is on its
  /// way. A proxy that is asked to close it does so earlier.
  private static final Duration PARTING = Duration.ofSeconds(1);

  /// How long a stop waits after it has ended the remaining requests, so that their faults reach
  /// the clients.
  private static final Duration LAST_WORDS = Duration.ofMillis(1_500);

  /// How long no client request must have run before the warm-up continues.
  private static final Duration WARM_UP_PAUSE = Duration.ofMillis(100);

  /// Interval at which a stop checks the remaining requests.
  private static final Duration PAUSE = Duration.ofMillis(10);

  private final org.eclipse.jetty.server.Server jetty;
  private final Health health;
  private final WarmUp warmUp;
  private final Spools spools;
  private final Budget budget;
  private final Encoders encoders;
  private final Map<String, String> routes;
  private final Duration drainTime;
  private final CountDownLatch stopped = new CountDownLatch(1);

  Server(
      org.eclipse.jetty.server.Server jetty,
      Health health,
      WarmUp warmUp,
      Spools spools,
      Budget budget,
      Encoders encoders,
      Map<String, String> routes,
      Duration drainTime) {
    this.jetty = jetty;
    this.health = health;
    this.warmUp = warmUp;
    this.spools = spools;
    this.budget = budget;
    this.encoders = encoders;
    this.routes = routes;
    this.drainTime = drainTime;
  }

  /// Reads the schemas and keys, then listens.
  ///
  /// @param halt terminates the process immediately; called when the JVM is out of memory or can't
  ///   continue for another reason
  public static Start start(Settings settings, Runnable halt) {
    return start(settings, halt, settings.limits().idleTime());
  }

  static Start start(Settings settings, Runnable halt, Duration idle) {
    return new ServerStart(settings, halt, idle).run();
  }

  /// Logs where the service listens, and starts the warm-up.
  void begin(Settings settings, Runnable halt) {
    Settings.Address admin = settings.admin();
    if (admin != null) {
      LOG.info("metrics and health on http://{}", address(admin.host(), adminPort()));
    }
    String address = address(settings.hostOrLoopback(), port());
    LOG.info("rowgate {} listening on http://{}", Bundled.version(), address);
    Draining draining = Objects.requireNonNull(jetty.getDescendant(Draining.class));
    warmUp.start(settings.spooling(), () -> draining.isQuiet(WARM_UP_PAUSE), halt);
  }

  /// The shared memory budget of all conversions.
  Budget budget() {
    return budget;
  }

  /// The port on which the service listens.
  public int port() {
    return connector(0).getLocalPort();
  }

  /// The port of metrics and health, if they have their own.
  public int adminPort() {
    return connector(1).getLocalPort();
  }

  /// Every path with its methods.
  Map<String, String> routes() {
    return routes;
  }

  /// The warm-up after the start.
  WarmUp warmUp() {
    return warmUp;
  }

  /// The encoders of compressed responses.
  Encoders encoders() {
    return encoders;
  }

  /// The spooled data on disk.
  Spools spools() {
    return spools;
  }

  /// Stops the service: reports it as not ready, accepts no new connections, and waits for running
  /// requests up to the configured drain time. Requests on existing connections are served for
  /// another second and asked to close the connection. Requests that still run at the end are ended
  /// with a fault, which has a moment to reach the client. A second call does nothing.
  public void stop() {
    if (!health.stopping()) {
      return;
    }
    LOG.info("rowgate is stopping");
    warmUp.end();
    try {
      drain();
    } catch (InterruptedException e) {
      LOG.debug("stopped before all was done", e);
    }
    end();
    LOG.info("rowgate has stopped");
    stopped.countDown();
  }

  private void drain() throws InterruptedException {
    Draining draining = Objects.requireNonNull(jetty.getDescendant(Draining.class));
    WatchedConnector connector = connector(0);
    long begin = System.nanoTime();
    long drain = drainTime.toNanos();
    connector.stopAccepting();
    draining.part();
    while (connector.hasConnections() && System.nanoTime() - begin < drain + LAST_WORDS.toNanos()) {
      connector.endGracefully(PARTING);
      if (System.nanoTime() - begin >= drain) {
        draining.endAll();
      }
      Thread.sleep(PAUSE);
    }
  }

  /// Closes the ports immediately, and aborts running requests.
  void end() {
    try {
      jetty.stop();
    } catch (Exception e) {
      // Requests that outlast the drain time are aborted, as intended.
      LOG.debug("stopped before all was done", e);
    } finally {
      spools.close();
    }
  }

  /// Waits until the service has stopped.
  public void awaitStop() throws InterruptedException {
    stopped.await();
  }

  /// Waits until the service has stopped, for at most `most`.
  ///
  /// @return whether it has stopped
  public boolean awaitStop(Duration most) throws InterruptedException {
    return stopped.await(most.toMillis(), MILLISECONDS);
  }

  private WatchedConnector connector(int number) {
    return (WatchedConnector) jetty.getConnectors()[number];
  }

  /// Host and port as in a URL.
  static String address(String host, int port) {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
