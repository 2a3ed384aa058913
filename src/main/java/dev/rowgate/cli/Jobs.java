package dev.rowgate.cli;

import dev.rowgate.cli.screen.ErrorOutput;
import dev.rowgate.parallel.Sizes;
import org.jspecify.annotations.Nullable;

/// Number of threads for a command: as many as fit into the heap.
///
/// @param share heap in bytes that each thread needs
record Jobs(long share) {

  static final Jobs CONVERT = new Jobs(Sizes.HEAP_OF_ONE);

  /// For inputs of 10,000 columns.
  static final Jobs INFER = new Jobs(32L << 20);

  /// Heap to suggest for each thread, in eighths of its share: the JVM doesn't count a part of
  /// `-Xmx`, into which it copies live objects.
  private static final long EIGHTHS_TO_ASK_FOR = 9;

  /// @param asked the number that the user requested; null for the number of processors
  /// @return at most the number that fits into memory
  int of(@Nullable Integer asked) {
    int wanted = asked == null ? Runtime.getRuntime().availableProcessors() : asked;
    return Math.min(wanted, most());
  }

  /// Tells the user if there is memory for fewer threads than requested.
  void tellShortage(@Nullable Integer asked, ErrorOutput stderr) {
    if (asked != null && asked > most()) {
      stderr.say(
          ("option '--jobs' is %d, but there is memory for %d: each takes %d MiB of the heap, which"
                  + " has %d; a larger one: ROWGATE_JAVA_OPTS=-Xmx%dm")
              .formatted(
                  asked,
                  most(),
                  share >> 20,
                  Runtime.getRuntime().maxMemory() >> 20,
                  asked * (share >> 20) * EIGHTHS_TO_ASK_FOR / 8));
    }
  }

  private int most() {
    return Math.clamp(Runtime.getRuntime().maxMemory() / share, 1, Integer.MAX_VALUE);
  }
}
