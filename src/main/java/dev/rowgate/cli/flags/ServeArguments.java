package dev.rowgate.cli.flags;

import dev.rowgate.options.Limits;
import dev.rowgate.options.Network;
import dev.rowgate.options.Respond;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Settings of `rowgate serve`.
///
/// @param host the name or address to listen on
/// @param port 0 for any free port
/// @param schemas the directory of named schemas; null for none
/// @param keys the file of API key hashes; null if requests need no key
/// @param spool the directory for spooled responses and uploads; null for the system's temporary
///   directory
/// @param adminHost the name or address of the admin port
/// @param adminPort the port for metrics and health, 0 for any free port; null to serve them on
///   `port`
/// @param allowedHosts host names that requests may use besides `localhost`
/// @param corsOrigins origins of web pages that may call the service from a browser
/// @param sidecars networks of trusted sidecar proxies on other machines
/// @param limits the limits of each request and of the process
/// @param respond when responses start, unless a request says otherwise
/// @param warmUp maximum duration of the warm-up after the start; zero for none
/// @param readyWhenWarm whether the service is unready until the warm-up has ended
public record ServeArguments(
    String host,
    int port,
    @Nullable Path schemas,
    @Nullable Path keys,
    @Nullable Path spool,
    String adminHost,
    @Nullable Integer adminPort,
    List<String> allowedHosts,
    List<String> corsOrigins,
    List<Network> sidecars,
    Limits limits,
    Respond respond,
    Duration warmUp,
    boolean readyWhenWarm) {}
