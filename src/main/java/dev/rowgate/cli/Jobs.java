package dev.rowgate.cli;

import dev.rowgate.parallel.Sizes;
import org.jspecify.annotations.Nullable;

/// Number of threads for a command.
final class Jobs {

  /// Heap in MiB to suggest for each thread: the JVM doesn't count a part of `-Xmx`, into which it
  /// copies live objects.
  private static final long HEAP_TO_ASK_FOR = 27;

  private Jobs() {}

  /// @param asked the number that the user requested; null for the number of processors
  /// @return at most the number that fits into memory
  static int of(@Nullable Integer asked) {
    int wanted = asked == null ? Runtime.getRuntime().availableProcessors() : asked;
    return Math.min(wanted, most());
  }

  /// Why there are fewer threads than the user requested; null if there aren't.
  static @Nullable String shortage(@Nullable Integer asked) {
    return asked == null || asked <= most()
        ? null
        : ("option '--jobs' is %d, but there is memory for %d: each takes %d MiB of the heap, which"
                + " has %d; a larger one: ROWGATE_JAVA_OPTS=-Xmx%dm")
            .formatted(
                asked,
                most(),
                Sizes.HEAP_OF_ONE >> 20,
                Runtime.getRuntime().maxMemory() >> 20,
                asked * HEAP_TO_ASK_FOR);
  }

  private static int most() {
    return Sizes.mostJobs(Runtime.getRuntime().maxMemory());
  }
}
