package dev.rowgate.cli;

import dev.rowgate.options.Limits;
import dev.rowgate.options.Respond;
import java.nio.file.Path;
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
/// @param respond when answers go out, where a request doesn't say
public record ServeArguments(
    String host,
    int port,
    @Nullable Path schemas,
    @Nullable Path keys,
    @Nullable Path spool,
    String adminHost,
    @Nullable Integer adminPort,
    Limits limits,
    Respond respond) {}
