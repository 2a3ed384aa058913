package dev.rowgate.http.machine;

/// Limit on CPU-bound conversions that run at once, so that short requests aren't starved.
///
/// Virtual threads aren't time-sliced: a few that never block occupy all carrier threads, and new
/// ones don't start. On two cores, beside 8 uploads at full speed, `/livez` took 3 seconds, as long
/// as the uploads; `Thread.yield()` didn't help. So there are twice as many carriers as cores,
/// among which the kernel schedules, and conversions may use only half of them. `/livez` then took
/// 5 ms at the median. Many more carriers would compete with each other: with 16 on two cores,
/// short requests ran at half the rate.
///
/// Thread-safe.
public final class CpuSlots {

  private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  private final Permits free = new Permits(CORES);

  /// Limits long schemas to one at a time: the trees of several would be in memory simultaneously,
  /// which makes each garbage collection long.
  private final Permits longSchema = new Permits(1);

  /// Sets the number of carriers. Must be called before the first virtual thread starts, which
  /// fixes it.
  public static void provideCarriers() {
    if (System.getProperty(CARRIERS) == null) {
      System.setProperty(CARRIERS, String.valueOf(2 * CORES));
    }
  }

  /// Waits for a slot, in order of arrival. Its holder must not block on anything else.
  public void begin() {
    boolean _ = free.acquire(Patience.ENDLESS);
  }

  /// Waits for a slot, in order of arrival.
  ///
  /// @return false if the patience ended
  public boolean begin(Patience patience) {
    return free.acquire(patience);
  }

  /// Waits until no other long schema is being parsed. The holder may wait for a slot.
  ///
  /// @return false if the patience ended
  public boolean beginLongSchema(Patience patience) {
    return longSchema.acquire(patience);
  }

  public void endLongSchema() {
    longSchema.release();
  }

  public void end() {
    free.release();
  }
}
