package dev.rowgate.http.settings;

import dev.rowgate.http.log.JsonLog;
import dev.rowgate.http.machine.Spooling;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Respond;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Where the service listens and what it serves.
///
/// @param host the address to bind, or null for loopback alone: an open port is a decision
/// @param port 0 for any that is free
/// @param schemas the directory of the schemas that requests can name, or null for none
/// @param respond when answers go out, where a request doesn't say
/// @param keys the file of the keys that `/v1` asks for, or null for none
/// @param admin where metrics and health are, or null for the port of all the rest
/// @param access who may use the service from where
/// @param warmUp after the start
/// @param log takes the lines of the access log many at once, or null: then the logger has each
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

  /// How the service warms up after its start.
  ///
  /// @param most how long at most; zero for not at all
  /// @param readyWhenWarm whether it isn't ready before that is over
  public record WarmingUp(Duration most, boolean readyWhenWarm) {

    /// It doesn't.
    public static final WarmingUp NONE = new WarmingUp(Duration.ZERO, false);
  }

  /// Where a port is.
  ///
  /// @param port 0 for any that is free
  public record Address(String host, int port) {}

  /// With answers that go out and wait as they do unless something else is asked for.
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

  /// Bound where nothing else is said.
  static final String LOOPBACK = "127.0.0.1";

  public String hostOrLoopback() {
    return host == null ? LOOPBACK : host;
  }
}
