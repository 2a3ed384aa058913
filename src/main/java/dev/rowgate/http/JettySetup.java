package dev.rowgate.http;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// Jetty as this service needs it, every setting with its reason. What isn't set is as Jetty has
/// it.
final class JettySetup {

  /// For the fault of what a stop ends, and its way to the client.
  static final Duration LAST_WORDS = Duration.ofMillis(1_500);

  /// One selector, one acceptor, and a few that produce work for the virtual threads.
  private static final int PLATFORM_THREADS = 16;

  /// Those of the two ports; the others are started when they are needed.
  private static final int FIRST_THREADS = 4;

  /// What a client can have sent of one upload before it is read. All that is sent and not read
  /// lies in direct memory, where Jetty's half MiB for a stream and MiB for a connection would let
  /// 64 connections fill 64 MB.
  static final int STREAM_WINDOW = 128 << 10;

  /// Two streams that nobody reads don't stop a third on their connection.
  static final int CONNECTION_WINDOW = 384 << 10;

  /// At once on one connection. A proxy opens another past it; the connection's window bounds what
  /// they hold together.
  private static final int STREAMS = 128;

  private final Settings settings;
  private final Duration idle;
  private final Metrics metrics;

  JettySetup(Settings settings, Duration idle, Metrics metrics) {
    this.settings = settings;
    this.idle = idle;
    this.metrics = metrics;
  }

  /// Loads most of what a server takes: see [Loading].
  static void load() {
    new Server(threads()).setHandler(new ServletContextHandler());
    http2(new HttpConfiguration());
    // Asked for when a server starts: Java reads the rules of all time zones then.
    Objects.requireNonNull(ZoneId.systemDefault());
  }

  Server server(HttpServlet servlet) {
    var server = new Server(threads());
    // Neither sessions nor security: nothing here has either.
    var context =
        new ServletContextHandler(
            ServletContextHandler.NO_SESSIONS | ServletContextHandler.NO_SECURITY);
    context.addServlet(new ServletHolder(servlet), "/*");
    context.addFilter(new FilterHolder(new Abort()), "/*", EnumSet.of(DispatcherType.REQUEST));
    var errors = new JettyErrors(settings.limits().headerBytes());
    context.setErrorHandler(errors);
    server.setErrorHandler(errors);
    var draining = new Draining(context);
    server.setHandler(new Front(draining, metrics));
    server.addConnector(connector(server, draining));
    Settings.Address admin = settings.admin();
    if (admin != null) {
      server.addConnector(adminConnector(server, admin));
    }
    var accessLog = new AccessLog(settings.log());
    server.addBean(accessLog);
    server.setRequestLog(new RequestLog.Collection(metrics, accessLog));
    // What the drain doesn't see the end of has a moment for its fault.
    server.setStopTimeout(settings.limits().drainTime().plus(LAST_WORDS).toMillis());
    return server;
  }

  /// Selectors stay on platform threads: on virtual ones they hold their carrier in `select()`.
  /// Every handler gets a virtual thread of its own, so that a client that sends nothing holds none
  /// that another would need.
  private static QueuedThreadPool threads() {
    Turns.provideCarriers();
    var threads = new QueuedThreadPool(PLATFORM_THREADS, FIRST_THREADS);
    threads.setName("http");
    threads.setVirtualThreadsExecutor(
        // Java makes four classes to count threads in their names.
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("request").factory()));
    return threads;
  }

  private ServerConnector connector(Server server, Draining draining) {
    HttpConfiguration configuration = configuration();
    ServerConnector connector =
        draining.connector(server, new WholeChunks(configuration), http2(configuration));
    connector.setHost(settings.hostOrLoopback());
    connector.setPort(settings.port());
    connector.setIdleTimeout(idle.toMillis());
    // Jetty's 50 let some of 500 connections that arrived at once hang for minutes.
    connector.setAcceptQueueSize(4096);
    return connector;
  }

  /// The second port, of HTTP/1 alone. It is open until the drain is over.
  private ServerConnector adminConnector(Server server, Settings.Address admin) {
    var connector =
        new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration())) {
          @Override
          public CompletableFuture<Void> shutdown() {
            return CompletableFuture.completedFuture(null);
          }
        };
    connector.setName(Ports.ADMIN);
    connector.setHost(admin.host());
    connector.setPort(admin.port());
    connector.setIdleTimeout(idle.toMillis());
    return connector;
  }

  /// HTTP/2 without TLS, on the same port: a connection that begins with HTTP/2's preface is one.
  private static HTTP2CServerConnectionFactory http2(HttpConfiguration configuration) {
    var http2 = Echo.heard(configuration);
    http2.setInitialStreamRecvWindow(STREAM_WINDOW);
    http2.setInitialSessionRecvWindow(CONNECTION_WINDOW);
    http2.setMaxConcurrentStreams(STREAMS);
    return http2;
  }

  private HttpConfiguration configuration() {
    var configuration = new HttpConfiguration();
    configuration.setRequestHeaderSize(settings.limits().headerBytes());
    // Jetty's 1024 costs 100 KB of heap for each connection.
    configuration.setHeaderCacheSize(0);
    configuration.setSendServerVersion(false);
    configuration.setUriCompliance(UriCompliance.RFC3986);
    return configuration;
  }
}
