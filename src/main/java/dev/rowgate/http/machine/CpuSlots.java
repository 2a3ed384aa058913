package dev.rowgate.http.machine;

/// Sees to it that uploads which never wait leave room for requests that would be answered in no
/// time.
///
/// Virtual threads aren't time-sliced. A few that have always something to do keep every carrier,
/// and a new one isn't even looked at: on two cores, beside 8 uploads at full speed, `/livez` took
/// as long as the uploads, 3 seconds; `Thread.yield()` changed nothing. So there are more carriers
/// than cores, among which the kernel shares the time, and only half of them can be busy with
/// converting at once. Then `/livez` took 5 ms at the median. Many more of them would be in each
/// other's way: with 16 on two cores, short requests came at half the rate.
///
/// Thread-safe.
public final class CpuSlots {

  private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  private final Permits free = new Permits(CORES);

  /// To be called before the process has its first virtual thread: then the number is fixed.
  public static void provideCarriers() {
    if (System.getProperty(CARRIERS) == null) {
      System.setProperty(CARRIERS, String.valueOf(2 * CORES));
    }
  }

  /// Waits for a turn, in order of arrival. Whoever has one must not wait for anything else.
  public void begin() {
    boolean _ = free.acquire(Patience.ENDLESS);
  }

  /// The same.
  ///
  /// @return whether it is there; if not, patience was over
  public boolean begin(Patience patience) {
    return free.acquire(patience);
  }

  public void end() {
    free.release();
  }
}
