package dev.rowgate.cli;

import dev.rowgate.parallel.Sizes;
import org.jspecify.annotations.Nullable;

/// Number of threads for a command.
final class Jobs {

  private Jobs() {}

  /// @param asked by the user; null for the number of processors
  /// @return no more than there is memory for
  static int of(@Nullable Integer asked) {
    Runtime runtime = Runtime.getRuntime();
    int wanted = asked == null ? runtime.availableProcessors() : asked;
    return Math.min(wanted, Sizes.mostJobs(runtime.maxMemory()));
  }
}
