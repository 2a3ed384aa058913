package dev.rowgate.rows;

import dev.rowgate.problem.Code;
import java.util.Arrays;

/// How many problems there were by code and column, listed or not. Not thread-safe.
public final class Tally {

  /// Stands for problems that belong to no column.
  public static final int NO_COLUMN = -1;

  private static final long[] NONE = {};

  private final long[][] counts = new long[Code.values().length][];

  public Tally() {
    Arrays.fill(counts, NONE);
  }

  void add(Code code, int column) {
    long[] of = counts[code.ordinal()];
    int slot = column + 1;
    if (slot >= of.length) {
      of = Arrays.copyOf(of, Math.max(slot + 1, 2 * of.length));
      counts[code.ordinal()] = of;
    }
    of[slot]++;
  }

  /// @param column its place in the output, or [#NO_COLUMN]
  public long count(Code code, int column) {
    long[] of = counts[code.ordinal()];
    return column + 1 < of.length ? of[column + 1] : 0;
  }

  /// Whether there was any problem of that kind.
  public boolean has(Code code) {
    return counts[code.ordinal()].length > 0;
  }
}
