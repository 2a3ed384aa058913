package dev.rowgate.http.filter;

import dev.rowgate.http.exchange.Outcome;
import dev.rowgate.http.exchange.RequestContext;
import dev.rowgate.http.refusal.Refusal;
import dev.rowgate.problem.InputProblem;
import io.javalin.http.Handler;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/// Admission control: limits the conversions that run at once. Above the limit a request is refused
/// immediately with 503 instead of waiting. Thread-safe.
public final class Admission {

  private final int most;
  private final Semaphore free;

  public Admission(int most) {
    this.most = most;
    this.free = new Semaphore(most);
  }

  /// The number of running conversions.
  public int inFlight() {
    return most - free.availablePermits();
  }

  public int limit() {
    return most;
  }

  public Handler around(Handler conversion) {
    return ctx -> {
      if (!free.tryAcquire()) {
        Refusal.send(ctx.req(), ctx.res(), Outcome.REFUSED, List.of(new InputProblem.TooBusy()));
        return;
      }
      var runs = new AtomicBoolean(true);
      Runnable over =
          () -> {
            if (runs.getAndSet(false)) {
              free.release();
            }
          };
      RequestContext.of(ctx.req()).whenWorkEnds(over);
      try {
        conversion.handle(ctx);
      } finally {
        over.run();
      }
    };
  }
}
