package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.http.log.JsonLog;
import dev.rowgate.http.machine.SpoolDirectory;
import dev.rowgate.http.machine.Spooling;
import dev.rowgate.http.machine.Spools;
import dev.rowgate.http.settings.Access;
import dev.rowgate.http.settings.Settings;
import dev.rowgate.http.watched.SchemaDirectory;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Respond;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A second instance of the service in the same process, for the requests of [WarmUp] alone.
///
/// It runs the same code as the first one, including log and metrics, so that the JVM compiles all
/// of it, but has its own limits and counts. It listens on a port of the loopback interface, chosen
/// by the system, and serves only the connections of the warm-up. Its schemas are built in; their
/// files are in a directory for temporary data, which it removes.
record WarmUpService(Server server) implements AutoCloseable {

  /// @param spooling where to create the directory for temporary data
  /// @param clients the addresses of the warm-up's connections
  /// @param halt terminates the process; called when the JVM is out of memory
  /// @throws IOException if temporary files can't be created, or no port is available
  static WarmUpService start(Spooling spooling, Predicate<SocketAddress> clients, Runnable halt)
      throws IOException {
    var directory = SpoolDirectory.create(spooling.parent());
    var spools = new Spools(directory, spooling);
    try {
      Path schemas = directory.path();
      for (WarmUpRequests.Schema each : WarmUpRequests.schemas()) {
        Files.writeString(schemas.resolve(each.name() + ".json"), each.json());
      }
      return switch (start(settings(spooling, schemas), spools, clients, halt)) {
        case Start.Running(Server server) -> new WarmUpService(server);
        case Start.BadFiles(var messages) -> throw new IOException(messages.toString());
        case Start.Failed(var reason) -> throw new IOException(reason);
      };
    } catch (IOException e) {
      spools.close();
      throw e;
    }
  }

  private static Start start(
      Settings settings, Spools spools, Predicate<SocketAddress> clients, Runnable halt) {
    return switch (SchemaDirectory.open(settings.schemas(), settings.limits())) {
      case SchemaDirectory.Opened.Faulty(var messages) -> new Start.BadFiles(messages);
      case SchemaDirectory.Opened.Usable(var schemas) ->
          new ServerStart(settings, halt, settings.limits().idleTime())
              .listenFor(clients, schemas, spools);
    };
  }

  private static Settings settings(Spooling spooling, @Nullable Path schemas) {
    return new Settings(
        null,
        0,
        schemas,
        Limits.STANDARD,
        Respond.AUTO,
        spooling,
        null,
        null,
        Access.STANDARD,
        Settings.WarmingUp.NONE,
        JsonLog.to(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8)));
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
  }

  /// Closes its port and removes its files.
  @Override
  public void close() {
    server.end();
  }
}
