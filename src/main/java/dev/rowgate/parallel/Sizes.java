package dev.rowgate.parallel;

import org.jspecify.annotations.Nullable;

/// Sizes for the conversion by several threads, in bytes except for `jobs`.
///
/// @param jobs number of threads that convert
/// @param smallest minimum size of a file that is worth several threads
/// @param piece size of a piece of the input
/// @param firstFeed size of a piece's first part to convert; each further part is twice as large
/// @param feed maximum size of such a part
/// @param held maximum memory for the rows of one piece until the run takes them; the thread then
///   waits
public record Sizes(int jobs, long smallest, int piece, int firstFeed, int feed, int held) {

  private static final int MIB = 1 << 20;

  /// Heap in bytes that one job needs: its pieces hold at most 8 MiB, and twice as much is left to
  /// the rest of the program.
  public static final int HEAP_OF_ONE = 24 * MIB;

  /// For tests: a small piece size, so that small files are cut.
  private static final String PIECE_PROPERTY = "rowgate.piece";

  /// Minimum size of a file that two threads convert faster than one on a machine of two
  /// processors: in the first seconds the JIT compiler uses the second one.
  private static final long SMALLEST_ON_TWO = 768L * MIB;

  /// The same for more threads or processors.
  private static final long SMALLEST = 8L * MIB;

  /// Returns the sizes for any file.
  ///
  /// @param processors number of the machine's processors
  public static Sizes of(int jobs, int processors) {
    int piece = Integer.getInteger(PIECE_PROPERTY, 0);
    return piece > 0
        ? new Sizes(jobs, 0, piece, 1 + piece / 64, 1 + piece / 8, 1 + piece)
        : new Sizes(jobs, smallest(jobs, processors), MIB, 2 << 10, 64 << 10, 4 * MIB);
  }

  private static long smallest(int jobs, int processors) {
    return jobs == 2 && processors <= 2 ? SMALLEST_ON_TWO : SMALLEST;
  }

  /// Whether a file of that size is worth several threads.
  public boolean isWorthwhile(long bytes) {
    return jobs > 1 && bytes >= smallest;
  }

  /// Why one thread converts a file of that size although there are several; null if they convert
  /// it, or if it is so small that more threads would make no difference.
  public @Nullable String reasonForOne(long bytes) {
    return jobs > 1 && bytes >= SMALLEST && bytes < smallest
        ? "on at most two processors, two are faster only if it has at least "
            + (smallest / MIB)
            + " MiB"
        : null;
  }

  /// Number of pieces in work or waiting to be taken.
  int pieces() {
    return jobs + 1 + jobs / 2;
  }

  /// Size of the smallest block that is worth taking.
  int leastBlock() {
    return firstFeed / 4;
  }
}
