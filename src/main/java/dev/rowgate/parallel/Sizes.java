package dev.rowgate.parallel;

/// Sizes of what the threads do, in bytes but for `jobs`.
///
/// @param jobs number of threads that convert
/// @param piece size of a piece of the input
/// @param firstFeed how much of a piece is converted at first; then twice as much each time
/// @param feed how much is converted at a time at most
/// @param held how much memory the rows of one piece take until the run takes them; a thread that
///   has filled it waits
public record Sizes(int jobs, int piece, int firstFeed, int feed, int held) {

  private static final int STANDARD_PIECE = 1 << 20;
  private static final int STANDARD_FIRST_FEED = 2 << 10;
  private static final int STANDARD_FEED = 64 << 10;
  private static final int STANDARD_HELD = 4 << 20;

  /// With less, the threads' start takes more time than they save.
  private static final int FEWEST_PIECES = 8;

  /// The sizes that serve any file.
  public static Sizes of(int jobs) {
    return new Sizes(jobs, STANDARD_PIECE, STANDARD_FIRST_FEED, STANDARD_FEED, STANDARD_HELD);
  }

  /// Whether a file of that size is worth several threads.
  public boolean isWorthwhile(long bytes) {
    return jobs > 1 && bytes >= (long) FEWEST_PIECES * piece;
  }

  /// How many pieces are in work or wait to be taken.
  int pieces() {
    return jobs + 1 + jobs / 2;
  }

  /// The most memory that a job takes: what its pieces hold, and its buffers.
  static long memoryOfJob() {
    return 2L * STANDARD_HELD;
  }

  /// How many jobs there is memory for, with half of it left to the rest of the program.
  ///
  /// @param heap the most bytes that the heap may have
  public static int mostJobs(long heap) {
    return (int) Math.clamp(heap / 2 / memoryOfJob(), 1, Integer.MAX_VALUE);
  }
}
