package dev.rowgate.http.upload;

import dev.rowgate.http.exchange.ReadBuffer;
import dev.rowgate.options.Limits;
import dev.rowgate.problem.InputProblem;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Upload with a minimum rate. A client that sends a byte now and then is never idle, and would
/// hold its resources forever. Only time spent waiting for the client counts, not the time in which
/// it waits for the server. Not thread-safe.
public final class PacedUpload implements Upload {

  private static final long NANOS_IN_A_SECOND = 1_000_000_000;

  private final Upload body;
  private final long rate;
  private final long over;
  private final LongSupplier nanoTime;
  private long waited;
  private long bytes;
  private InputProblem.@Nullable UploadTooSlow tooSlow;

  /// @param nanoTime monotonic clock in nanoseconds
  public PacedUpload(Upload body, Limits limits, LongSupplier nanoTime) {
    this.body = body;
    this.rate = limits.uploadRate();
    this.over = limits.uploadRateTime().toNanos();
    this.nanoTime = nanoTime;
  }

  @Override
  public int read(ReadBuffer into) {
    if (tooSlow != null) {
      return -1;
    }
    long begin = nanoTime.getAsLong();
    int length = body.read(into);
    waited += nanoTime.getAsLong() - begin;
    bytes += Math.max(length, 0);
    if (length >= 0 && waited >= over) {
      if (bytes < (double) rate * waited / NANOS_IN_A_SECOND) {
        tooSlow = new InputProblem.UploadTooSlow(rate);
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
