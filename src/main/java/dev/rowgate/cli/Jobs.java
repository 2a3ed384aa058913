package dev.rowgate.cli;

import dev.rowgate.parallel.Sizes;
import org.jspecify.annotations.Nullable;

/// Number of threads for a command.
final class Jobs {

  private Jobs() {}

  /// @param asked the number that the user requested; null for the number of processors
  /// @return at most the number that fits into memory
  static int of(@Nullable Integer asked) {
    Runtime runtime = Runtime.getRuntime();
    int wanted = asked == null ? runtime.availableProcessors() : asked;
    return Math.min(wanted, Sizes.mostJobs(runtime.maxMemory()));
  }
}
