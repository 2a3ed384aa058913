package dev.rowgate.http.upload;

import dev.rowgate.http.exchange.ReadBuffer;
import dev.rowgate.options.Limits;
import dev.rowgate.problem.InputProblem;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Upload with a minimum rate. A client that sends a byte now and then is never idle, and would
/// hold its resources forever. Only time spent waiting for the client counts, not the time in which
/// it waits for the server. The rate is checked after each read, and limits how long each read may
/// wait. Not thread-safe.
public final class PacedUpload implements Upload {

  private static final long NANOS_IN_A_SECOND = 1_000_000_000;

  private final Upload body;
  private final long rate;
  private final long over;
  private final LongSupplier nanoTime;
  private final LongConsumer limitWait;
  private long waited;
  private long bytes;
  private InputProblem.@Nullable UploadTooSlow tooSlow;

  /// @param nanoTime monotonic clock in nanoseconds
  /// @param limitWait gets, before each read, the nanoseconds after which it must fail as idle
  public PacedUpload(Upload body, Limits limits, LongSupplier nanoTime, LongConsumer limitWait) {
    this.body = body;
    this.rate = limits.uploadRate();
    this.over = limits.uploadRateTime().toNanos();
    this.nanoTime = nanoTime;
    this.limitWait = limitWait;
  }

  @Override
  public int read(ReadBuffer into) {
    if (tooSlow != null) {
      return -1;
    }
    if (rate > 0) {
      limitWait.accept(isFastEnough(over) ? 2 * over - waited : over - waited);
    }
    long begin = nanoTime.getAsLong();
    int length = body.read(into);
    waited += nanoTime.getAsLong() - begin;
    bytes += Math.max(length, 0);
    boolean hasFailed = length < 0 && RawUpload.NOTHING_CAME.equals(body.fault());
    if ((length >= 0 || hasFailed) && waited >= over) {
      if (!isFastEnough(waited)) {
        tooSlow = new InputProblem.UploadTooSlow(rate);
        return -1;
      }
      waited = 0;
      bytes = 0;
    }
    return length;
  }

  private boolean isFastEnough(long nanos) {
    return bytes >= (double) rate * nanos / NANOS_IN_A_SECOND;
  }

  @Override
  public @Nullable InputProblem fault() {
    return tooSlow == null ? body.fault() : tooSlow;
  }

  @Override
  public List<InputProblem> explain(List<InputProblem> refused) {
    return body.explain(refused);
  }

  @Override
  public boolean isInDoubt() {
    return body.isInDoubt();
  }
}
