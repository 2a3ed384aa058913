package dev.rowgate.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Inputs of many sizes, created once.
final class Samples {

  /// The large ones are longer than this, in bytes.
  static final int LIMIT = 200 << 10;

  private static final int[] SMALL = {1, 10, 100, 1_000, 4_000};
  private static final int[] LARGE = {10_000, 20_000};
  private static final int HUGE = 400_000;

  private final List<Sample> small = new ArrayList<>();
  private final List<Sample> large = new ArrayList<>();
  private final Sample huge;

  Samples(long seed) {
    for (int rows : SMALL) {
      small.add(Sample.of(rows, seed + rows));
    }
    for (int rows : LARGE) {
      large.add(Sample.of(rows, seed + rows));
    }
    huge = Sample.of(HUGE, seed);
  }

  Sample any(Random random) {
    int i = random.nextInt(small.size() + large.size());
    return i < small.size() ? small.get(i) : large.get(i - small.size());
  }

  /// Longer than [#LIMIT].
  Sample large(Random random) {
    return large.get(random.nextInt(large.size()));
  }

  /// More than the socket buffers hold.
  Sample huge() {
    return huge;
  }
}
