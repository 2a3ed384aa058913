package dev.rowgate.http.machine;

import dev.rowgate.options.Limits;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where answers wait for their clients, and how much of them.
///
/// @param parent where the directory for them is made, or null for the system's temporary files
/// @param bytes compressed, on disk, for one answer
/// @param totalBytes for all answers
public record Spooling(@Nullable Path parent, long bytes, long totalBytes) {

  public static final Spooling STANDARD = within(null, Limits.STANDARD);

  /// As much as the limits let it be.
  public static Spooling within(@Nullable Path parent, Limits limits) {
    return new Spooling(parent, limits.spoolBytes(), limits.totalSpoolBytes());
  }
}
