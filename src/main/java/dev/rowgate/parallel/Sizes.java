package dev.rowgate.parallel;

/// Sizes of what the threads do, in bytes but for `jobs`.
///
/// @param jobs number of threads that convert
/// @param smallest size of a file that is worth several threads
/// @param piece size of a piece of the input
/// @param firstFeed how much of a piece is converted at first; then twice as much each time
/// @param feed how much is converted at a time at most
/// @param held how much memory the rows of one piece take until the run takes them; a thread that
///   has filled it waits
public record Sizes(int jobs, long smallest, int piece, int firstFeed, int feed, int held) {

  private static final int MIB = 1 << 20;

  /// For tests: a small piece, so that small files are cut.
  private static final String PIECE_PROPERTY = "rowgate.piece";

  /// The sizes that serve any file.
  public static Sizes of(int jobs) {
    int piece = Integer.getInteger(PIECE_PROPERTY, 0);
    return piece > 0
        ? new Sizes(jobs, 0, piece, 1 + piece / 64, 1 + piece / 8, 1 + piece)
        : new Sizes(jobs, 8 * MIB, MIB, 2 << 10, 64 << 10, 4 * MIB);
  }

  /// Whether a file of that size is worth several threads.
  public boolean isWorthwhile(long bytes) {
    return jobs > 1 && bytes >= smallest;
  }

  /// How many pieces are in work or wait to be taken.
  int pieces() {
    return jobs + 1 + jobs / 2;
  }

  /// The size of the smallest block that is worth taking.
  int leastBlock() {
    return firstFeed / 4;
  }

  /// How many jobs there is memory for: the pieces of a job hold 8 MiB at most, and twice as much
  /// is left to the rest of the program.
  ///
  /// @param heap the most bytes that the heap may have
  public static int mostJobs(long heap) {
    return Math.clamp(heap / (24 * MIB), 1, Integer.MAX_VALUE);
  }
}
