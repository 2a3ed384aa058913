package dev.rowgate.schema.json;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Breaks in checks of values: a check that takes long lets others run from time to time, and is
/// given up when its run is to end.
///
/// A check is deep in a conversion's step, and one record can keep it busy for many seconds. A
/// front end that shares the processors provides an instance; without one, checks have no breaks.
/// Not thread-safe.
public final class CheckBreaks {

  private static final ScopedValue<CheckBreaks> CURRENT = ScopedValue.newInstance();

  /// Number of steps between two looks at the clock: 0.2 ms, but much more before the JVM has
  /// compiled the check.
  private static final long STEPS = 1_000;

  /// Time in nanoseconds between two breaks.
  private static final long TIME = 10_000_000;

  private final BooleanSupplier pause;
  private long left = STEPS;
  private long since;
  private boolean givenUp;

  /// @param pause lets others run; returns false if the run is to end
  public CheckBreaks(BooleanSupplier pause) {
    this.pause = pause;
  }

  /// Runs work whose checks have these breaks.
  public <T> T during(Supplier<T> work) {
    since = System.nanoTime();
    return ScopedValue.where(CURRENT, this).call(work::get);
  }

  /// Counts steps of a check, and takes a break if it is due.
  ///
  /// @return false if the check is to be given up; its result is then meaningless
  public static boolean goOn(long steps) {
    return !CURRENT.isBound() || CURRENT.get().count(steps);
  }

  /// Whether a check was given up, so that the record isn't decided.
  public static boolean areOver() {
    return CURRENT.isBound() && CURRENT.get().givenUp;
  }

  private boolean count(long steps) {
    left -= steps;
    if (left < 0) {
      left = STEPS;
      if (System.nanoTime() - since > TIME) {
        givenUp |= !pause.getAsBoolean();
        since = System.nanoTime();
      }
    }
    return !givenUp;
  }
}
