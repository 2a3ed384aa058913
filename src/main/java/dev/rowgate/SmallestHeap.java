package dev.rowgate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The smallest heap that a command is known to do its work in. With less it is refused, instead of
/// running out of memory in the middle of somebody's data.
///
/// @param option what to start the JVM with
/// @param usable how many bytes must be usable: a collector keeps a part of the heap back
record SmallestHeap(String option, long usable) {

  private static final long MIB = 1L << 20;

  /// Measured with the widest and the longest records that the limits allow.
  private static @Nullable SmallestHeap of(String command) {
    return switch (command) {
      case "transform", "validate" -> new SmallestHeap("-Xmx24m", 14 * MIB);
      case "infer" -> new SmallestHeap("-Xmx40m", 32 * MIB);
      case "serve" -> new SmallestHeap("-Xmx48m", 40 * MIB);
      default -> null;
    };
  }

  /// @param usable how many bytes of heap there are
  /// @return what is wrong with the heap for this command; null if nothing is
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
