package dev.rowgate.cli.flags;

import dev.rowgate.options.Limits;
import dev.rowgate.options.Network;
import dev.rowgate.options.Respond;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `rowgate serve` is to do.
///
/// @param host the name or address to listen on
/// @param port 0 for any that is free
/// @param schemas the directory of the named schemas, or null for none
/// @param keys the file of the keys that requests must have one of, or null for none
/// @param spool where answers that wait for their clients lie, or null for the system's temporary
///   files
/// @param adminPort of metrics and health, 0 for any that is free; null for the port of all the
///   rest
/// @param allowedHosts names that requests may ask for besides `localhost`
/// @param corsOrigins of web pages that may use the service from a browser
/// @param sidecars networks that sidecars on other machines are in
/// @param respond when answers go out, where a request doesn't say
/// @param warmUp how long the service warms up after its start; zero for not at all
/// @param readyWhenWarm whether it isn't ready before that is over
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
