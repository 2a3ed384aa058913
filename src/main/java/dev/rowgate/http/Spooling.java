package dev.rowgate.http;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where answers wait for their clients, and how much of them.
///
/// @param parent where the directory for them is made, or null for the system's temporary files
/// @param bytes compressed, on disk, for one answer
/// @param totalBytes for all answers
public record Spooling(@Nullable Path parent, long bytes, long totalBytes) {

  public static final Spooling STANDARD = new Spooling(null, 2L << 30, 8L << 30);
}
