package dev.rowgate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Minimum heap of each command. With less, the command refuses to start rather than run out of
/// memory in the middle of the data.
///
/// @param option the JVM option to recommend
/// @param usable required bytes of usable heap: a collector reserves part of it
record SmallestHeap(String option, long usable) {

  private static final long MIB = 1L << 20;

  /// Measured with the widest and longest records that the limits allow.
  private static @Nullable SmallestHeap of(String command) {
    return switch (command) {
      case "transform", "validate" -> new SmallestHeap("-Xmx24m", 14 * MIB);
      case "infer" -> new SmallestHeap("-Xmx40m", 32 * MIB);
      case "serve" -> new SmallestHeap("-Xmx64m", 56 * MIB);
      default -> null;
    };
  }

  /// @param usable the available bytes of heap
  /// @return a message if the heap is too small; null otherwise
  static @Nullable String complaint(List<String> args, long usable) {
    SmallestHeap smallest = args.isEmpty() ? null : of(args.getFirst());
    if (smallest == null || usable >= smallest.usable) {
      return null;
    }
    return "the heap is too small: "
        + usable / MIB
        + " MiB of it can be used, and "
        + args.getFirst()
        + " needs "
        + smallest.option;
  }
}
