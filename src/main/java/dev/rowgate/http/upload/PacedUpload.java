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

  private final Upload body;
  private final MinimumRate rate;
  private final LongSupplier nanoTime;
  private final LongConsumer limitWait;
  private long waited;
  private long bytes;
  private InputProblem.@Nullable UploadTooSlow tooSlow;

  /// @param nanoTime monotonic clock in nanoseconds
  /// @param limitWait gets, before each read, the nanoseconds after which it must fail as idle
  public PacedUpload(Upload body, Limits limits, LongSupplier nanoTime, LongConsumer limitWait) {
    this.body = body;
    this.rate = MinimumRate.of(limits);
    this.nanoTime = nanoTime;
    this.limitWait = limitWait;
  }

  @Override
  public int read(ReadBuffer into) {
    if (tooSlow != null) {
      return -1;
    }
    long period = rate.period();
    if (rate.bytesPerSecond() > 0) {
      limitWait.accept(rate.isMet(bytes, period) ? 2 * period - waited : period - waited);
    }
    long begin = nanoTime.getAsLong();
    int length = body.read(into);
    waited += nanoTime.getAsLong() - begin;
    bytes += Math.max(length, 0);
    boolean hasFailed = length < 0 && RawUpload.NOTHING_CAME.equals(body.fault());
    if ((length >= 0 || hasFailed) && waited >= period) {
      if (!rate.isMet(bytes, waited)) {
        tooSlow = new InputProblem.UploadTooSlow(rate.bytesPerSecond());
        return -1;
      }
      waited = 0;
      bytes = 0;
    }
    return length;
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
