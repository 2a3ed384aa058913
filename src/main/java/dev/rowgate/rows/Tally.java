package dev.rowgate.rows;

import dev.rowgate.problem.Code;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/// How many problems there were by code and column, listed or not. Not thread-safe.
public final class Tally {

  /// Stands for problems that belong to no column.
  public static final int NO_COLUMN = -1;

  private static final long[] NONE = {};

  private final Map<Code, long[]> counts = new EnumMap<>(Code.class);

  void add(Code code, int column) {
    long[] of = counts.getOrDefault(code, NONE);
    int slot = column + 1;
    if (slot >= of.length) {
      of = Arrays.copyOf(of, Math.max(slot + 1, 2 * of.length));
      counts.put(code, of);
    }
    of[slot]++;
  }

  /// @param column its place in the output, or [#NO_COLUMN]
  public long count(Code code, int column) {
    long[] of = counts.getOrDefault(code, NONE);
    return column + 1 < of.length ? of[column + 1] : 0;
  }

  /// Of all columns and none.
  public long total(Code code) {
    return Arrays.stream(counts.getOrDefault(code, NONE)).sum();
  }

  /// Whether there was any problem of that kind.
  public boolean has(Code code) {
    return counts.containsKey(code);
  }
}
