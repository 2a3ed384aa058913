package dev.rowgate.http.settings;

import dev.rowgate.http.log.JsonLog;
import dev.rowgate.http.machine.Spooling;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Respond;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Configuration of the service.
///
/// @param host the address to bind; null for loopback, so that a public port is a deliberate choice
/// @param port 0 for any free port
/// @param schemas the directory of named schemas; null for none
/// @param limits the limits of each request and of the process
/// @param respond when responses start, unless a request says otherwise
/// @param spooling location and limits of spooled data
/// @param keys the key file for `/v1`; null if no key is required
/// @param admin the address of metrics and health; null to serve them on `port`
/// @param access access rules other than API keys
/// @param warmUp the warm-up after the start
/// @param log takes access log lines in batches; null to print each with the logger
public record Settings(
    @Nullable String host,
    int port,
    @Nullable Path schemas,
    Limits limits,
    Respond respond,
    Spooling spooling,
    @Nullable Path keys,
    @Nullable Address admin,
    Access access,
    WarmingUp warmUp,
    @Nullable JsonLog log) {

  /// Configuration of the warm-up.
  ///
  /// @param most maximum duration; zero for no warm-up
  /// @param readyWhenWarm whether the service is unready until the warm-up has ended
  public record WarmingUp(Duration most, boolean readyWhenWarm) {

    /// No warm-up.
    public static final WarmingUp NONE = new WarmingUp(Duration.ZERO, false);
  }

  /// An address to listen on.
  ///
  /// @param port 0 for any free port
  public record Address(String host, int port) {}

  /// Creates a configuration with defaults for everything else.
  public Settings(@Nullable String host, int port, @Nullable Path schemas, Limits limits) {
    this(
        host,
        port,
        schemas,
        limits,
        Respond.AUTO,
        Spooling.within(null, limits),
        null,
        null,
        Access.STANDARD,
        WarmingUp.NONE,
        null);
  }

  public Settings with(Respond respond, Spooling spooling) {
    return new Settings(
        host, port, schemas, limits, respond, spooling, keys, admin, access, warmUp, log);
  }

  public Settings with(WarmingUp warmUp) {
    return new Settings(
        host, port, schemas, limits, respond, spooling, keys, admin, access, warmUp, log);
  }

  public Settings withKeys(Path keys) {
    return new Settings(
        host, port, schemas, limits, respond, spooling, keys, admin, access, warmUp, log);
  }

  public Settings withAdmin(Address admin) {
    return new Settings(
        host, port, schemas, limits, respond, spooling, keys, admin, access, warmUp, log);
  }

  public Settings with(Access access) {
    return new Settings(
        host, port, schemas, limits, respond, spooling, keys, admin, access, warmUp, log);
  }

  /// The default address.
  static final String LOOPBACK = "127.0.0.1";

  public String hostOrLoopback() {
    return host == null ? LOOPBACK : host;
  }
}
