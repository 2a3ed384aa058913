package dev.rowgate.http;

import dev.rowgate.bytes.Encoders;
import dev.rowgate.http.convert.Infer;
import dev.rowgate.http.convert.Transform;
import dev.rowgate.http.filter.Admission;
import dev.rowgate.http.filter.ApiKeyFilter;
import dev.rowgate.http.filter.ErrorBoundary;
import dev.rowgate.http.filter.PortFilter;
import dev.rowgate.http.filter.TotalTime;
import dev.rowgate.http.jetty.JettySetup;
import dev.rowgate.http.jetty.Loading;
import dev.rowgate.http.log.Metrics;
import dev.rowgate.http.machine.Budget;
import dev.rowgate.http.machine.SharedResources;
import dev.rowgate.http.machine.SpoolDirectory;
import dev.rowgate.http.machine.Spooling;
import dev.rowgate.http.machine.Spools;
import dev.rowgate.http.pages.Bundled;
import dev.rowgate.http.pages.Health;
import dev.rowgate.http.pages.SchemaRoutes;
import dev.rowgate.http.settings.Settings;
import dev.rowgate.http.watched.ApiKeyFile;
import dev.rowgate.http.watched.SchemaDirectory;
import dev.rowgate.http.watched.SchemaDirectory.Opened;
import dev.rowgate.options.Limit;
import dev.rowgate.options.Limits;
import dev.rowgate.problem.IoReason;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/// The start of the service, step by step; the first step that fails decides its result.
///
/// @param idle how long a connection may be idle
record ServerStart(Settings settings, Runnable halt, Duration idle) {

  /// Limit on concurrent inferences. Each holds a sample of 256 KiB and its records, which the
  /// memory budget for long records doesn't count.
  private static final int INFERENCES = 8;

  /// Reads keys and schemas, makes the spool directory, listens, and starts the warm-up.
  Start run() {
    if (settings.keys() == null) {
      return readSchemas(new ApiKeyFilter(null));
    }
    return switch (ApiKeyFile.open(settings.keys())) {
      case ApiKeyFile.Opened.Faulty(var messages) -> new Start.BadFiles(messages);
      case ApiKeyFile.Opened.Usable(var file) -> readSchemas(new ApiKeyFilter(file));
    };
  }

  private Start readSchemas(ApiKeyFilter keys) {
    return switch (SchemaDirectory.open(settings.schemas(), settings.limits())) {
      case Opened.Faulty(var messages) -> new Start.BadFiles(messages);
      case Opened.Usable(var schemas) -> makeSpools(keys, schemas);
    };
  }

  private Start makeSpools(ApiKeyFilter keys, SchemaDirectory schemas) {
    Spooling spooling = settings.spooling();
    Spools spools;
    try {
      spools = new Spools(SpoolDirectory.create(spooling.parent()), spooling);
    } catch (IOException e) {
      return new Start.Failed(
          "no directory for spools can be made: "
              + (spooling.parent() == null ? "" : spooling.parent() + ": ")
              + IoReason.of(e));
    }
    Start start = listen(keys, schemas, spools, null);
    if (start instanceof Start.Running(Server server)) {
      server.begin(settings, halt);
    }
    return start;
  }

  /// Starts an instance without API keys, which logs nothing about its start and doesn't warm up.
  ///
  /// @param clients the addresses that it serves
  Start listenFor(Predicate<SocketAddress> clients, SchemaDirectory schemas, Spools spools) {
    return listen(new ApiKeyFilter(null), schemas, spools, clients);
  }

  /// @param clients the addresses that are served, null for all
  private Start listen(
      ApiKeyFilter keys,
      SchemaDirectory schemas,
      Spools spools,
      @Nullable Predicate<SocketAddress> clients) {
    Loading.await();
    var warmUp = new WarmUp(settings.warmUp().most());
    boolean waits = settings.warmUp().readyWhenWarm();
    var health = new Health(spools::isUsable, () -> !waits || warmUp.isOver());
    Limits limits = settings.limits();
    var budget = new Budget(limits.memory(Limit.MAX_BUFFER_BYTES));
    var shared = new SharedResources(budget);
    var admission = new Admission(limits.count(Limit.MAX_CONVERSIONS));
    var metrics = new Metrics(Bundled.version());
    metrics.watch(admission::inFlight, admission::limit, spools, budget);
    metrics.watch(schemas, keys::isFaulty);
    var encoders = new Encoders();
    var routes =
        new Routes(
            health,
            new SchemaRoutes(schemas),
            new Transform(schemas, settings, spools, shared, encoders),
            new Infer(settings, shared),
            keys,
            admission,
            new TotalTime(limits.time(Limit.TOTAL_TIME)),
            new Admission(INFERENCES),
            metrics,
            new PortFilter(settings),
            new ErrorBoundary(halt));
    var jetty = new JettySetup(settings, idle, metrics, clients).server(routes.servlet());
    var server =
        new Server(
            jetty,
            health,
            warmUp,
            spools,
            budget,
            encoders,
            routes.methods(),
            limits.time(Limit.DRAIN_TIME));
    return open(server, jetty);
  }

  private static Start open(Server server, org.eclipse.jetty.server.Server jetty) {
    for (Connector connector : jetty.getConnectors()) {
      var port = (ServerConnector) connector;
      try {
        port.open();
      } catch (IOException e) {
        server.end();
        return new Start.Failed(Server.address(port.getHost(), port.getPort()) + ": " + cause(e));
      }
    }
    try {
      jetty.start();
    } catch (Exception e) {
      server.end();
      throw new IllegalStateException("the server doesn't start", e);
    }
    return new Start.Running(server);
  }

  /// Returns the reason of a failed bind. Jetty's own message repeats the address; the reason is in
  /// its cause.
  private static String cause(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof UnresolvedAddressException) {
      return "there is no such host";
    }
    return Objects.requireNonNullElse(cause.getMessage(), "it can't be listened on");
  }
}
