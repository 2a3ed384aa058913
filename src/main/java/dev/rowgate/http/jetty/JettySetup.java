package dev.rowgate.http.jetty;

import dev.rowgate.http.exchange.Http2Connections;
import dev.rowgate.http.exchange.Sidecar;
import dev.rowgate.http.filter.HeaderFilter;
import dev.rowgate.http.filter.Hosts;
import dev.rowgate.http.filter.Origins;
import dev.rowgate.http.filter.PortFilter;
import dev.rowgate.http.log.AccessLog;
import dev.rowgate.http.log.Metrics;
import dev.rowgate.http.machine.CpuSlots;
import dev.rowgate.http.settings.Settings;
import dev.rowgate.options.Limit;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
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
import org.jspecify.annotations.Nullable;

/// Configuration of Jetty, with a reason for every setting. Other settings have Jetty's defaults.
public final class JettySetup {

  /// One selector, one acceptor, and a few threads that produce work for the virtual threads.
  private static final int PLATFORM_THREADS = 16;

  /// For the two ports; further threads start on demand.
  private static final int FIRST_THREADS = 4;

  /// Concurrent streams per connection. A proxy opens another connection beyond that; the
  /// connection's flow-control window limits the memory of all streams.
  private static final int STREAMS = 128;

  /// Size in bytes of a connection's send buffer. Linux would let it grow to 4 MB, and reports
  /// progress only when a third of it is free: a client that reads 20 KB/s seemed idle meanwhile.
  /// With this size, 6 KB/s are enough.
  private static final int SEND_BUFFER = 256 << 10;

  /// Factor by which Jetty's header limit on HTTP/2 exceeds the configured one, so that the request
  /// can be refused with a response. Beyond it Jetty closes the connection. The provided nginx
  /// configuration allows twice the limit.
  private static final int HEADERS_READ = 4;

  private final Settings settings;
  private final Duration idle;
  private final Metrics metrics;
  private final @Nullable Predicate<SocketAddress> clients;

  /// @param clients the addresses that are served, or null for all
  public JettySetup(
      Settings settings,
      Duration idle,
      Metrics metrics,
      @Nullable Predicate<SocketAddress> clients) {
    this.clients = clients;
    this.settings = settings;
    this.idle = idle;
    this.metrics = metrics;
  }

  /// Loads most classes of the server, see [Loading].
  static void load() {
    new Server(threads()).setHandler(new ServletContextHandler());
    http2(new HttpConfiguration());
    // Needed at every start: the first call reads the rules of all time zones.
    Objects.requireNonNull(ZoneId.systemDefault());
  }

  public Server server(HttpServlet servlet) {
    var server = new Server(threads());
    // Nothing in this service uses sessions or servlet security.
    var context =
        new ServletContextHandler(
            ServletContextHandler.NO_SESSIONS | ServletContextHandler.NO_SECURITY);
    context.addServlet(new ServletHolder(servlet), "/*");
    int headerBytes = settings.limits().count(Limit.MAX_HEADER_BYTES);
    var origins = new Origins(settings.access().origins());
    addFilter(context, new Abort());
    addFilter(context, new HeaderFilter(headerBytes, Hosts.of(settings), origins));
    var errors = new JettyErrors(headerBytes, origins);
    context.setErrorHandler(errors);
    server.setErrorHandler(errors);
    var draining = new Draining(context);
    var first = new RequestIdHandler(draining, metrics, origins, settings.access().sidecars());
    server.setHandler(clients == null ? first : new OnlyFrom(clients, first));
    server.addConnector(connector(server));
    Settings.Address admin = settings.admin();
    if (admin != null) {
      server.addConnector(adminConnector(server, admin));
    }
    var accessLog = new AccessLog(settings.log());
    server.addBean(accessLog);
    server.setRequestLog(new RequestLog.Collection(metrics, accessLog));
    return server;
  }

  private static void addFilter(ServletContextHandler context, Filter filter) {
    context.addFilter(new FilterHolder(filter), "/*", EnumSet.of(DispatcherType.REQUEST));
  }

  /// Returns the thread pool. Selectors use platform threads, because on a virtual thread they
  /// would pin its carrier in `select()`. Each handler runs on its own virtual thread, so an idle
  /// client occupies no thread that another request needs.
  private static QueuedThreadPool threads() {
    CpuSlots.provideCarriers();
    var threads = new QueuedThreadPool(PLATFORM_THREADS, FIRST_THREADS);
    threads.setName("http");
    threads.setVirtualThreadsExecutor(
        // A factory with a counter in the names would load four more classes.
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("request").factory()));
    return threads;
  }

  private ServerConnector connector(Server server) {
    HttpConfiguration configuration = configuration();
    var connector =
        new WatchedConnector(server, idle, new WholeChunks(configuration), http2(configuration));
    connector.setAcceptedSendBufferSize(SEND_BUFFER);
    connector.setHost(settings.hostOrLoopback());
    connector.setPort(settings.port());
    return connector;
  }

  /// Returns the connector of the second port: HTTP/1 only. It stays open until the drain has
  /// ended.
  private ServerConnector adminConnector(Server server, Settings.Address admin) {
    var connector = new WatchedConnector(server, idle, new HttpConnectionFactory(configuration()));
    connector.setName(PortFilter.ADMIN);
    connector.setHost(admin.host());
    connector.setPort(admin.port());
    return connector;
  }

  /// Returns cleartext HTTP/2 (prior knowledge) for the same port: a connection that starts with
  /// the HTTP/2 preface uses it.
  private static HTTP2CServerConnectionFactory http2(HttpConfiguration configuration) {
    var larger = new HttpConfiguration(configuration);
    larger.setRequestHeaderSize(HEADERS_READ * configuration.getRequestHeaderSize());
    var http2 = new Http2Connections(larger);
    http2.setInitialStreamRecvWindow(Sidecar.STREAM_WINDOW);
    http2.setInitialSessionRecvWindow(Sidecar.CONNECTION_WINDOW);
    http2.setMaxConcurrentStreams(STREAMS);
    return http2;
  }

  private HttpConfiguration configuration() {
    var configuration = new HttpConfiguration();
    configuration.setRequestHeaderSize(settings.limits().count(Limit.MAX_HEADER_BYTES));
    // Jetty's default of 1024 takes 100 KB of heap per connection.
    configuration.setHeaderCacheSize(0);
    configuration.setSendServerVersion(false);
    configuration.setUriCompliance(UriCompliance.RFC3986);
    return configuration;
  }
}
