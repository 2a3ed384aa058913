package dev.rowgate.http.machine;

import dev.rowgate.options.Limit;
import dev.rowgate.options.Limits;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Location and limits of spooled data.
///
/// @param parent where to create the directory; null for the system's temporary directory
/// @param bytes limit for one response, in compressed bytes
/// @param totalBytes limit for all responses
public record Spooling(@Nullable Path parent, long bytes, long totalBytes) {

  public static final Spooling STANDARD = within(null, Limits.STANDARD);

  /// Returns the configuration for these limits.
  public static Spooling within(@Nullable Path parent, Limits limits) {
    return new Spooling(
        parent, limits.of(Limit.MAX_SPOOL_BYTES), limits.of(Limit.MAX_TOTAL_SPOOL_BYTES));
  }
}
