package dev.rowgate.http;

import dev.rowgate.problem.InputProblem;
import io.javalin.http.Handler;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/// Lets so many conversions run at once, and no more: whoever comes then is told at once to come
/// again, instead of waiting unseen.
final class Admission {

  private final int most;
  private final Semaphore free;

  Admission(int most) {
    this.most = most;
    this.free = new Semaphore(most);
  }

  /// How many run now.
  int inFlight() {
    return most - free.availablePermits();
  }

  int limit() {
    return most;
  }

  Handler around(Handler conversion) {
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
      Exchange.of(ctx.req()).whenWorkEnds(over);
      try {
        conversion.handle(ctx);
      } finally {
        over.run();
      }
    };
  }
}
