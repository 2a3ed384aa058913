package dev.rowgate.http.filter;

import dev.rowgate.http.exchange.LingerLimits;
import dev.rowgate.http.exchange.RequestContext;
import dev.rowgate.problem.InputProblem;
import io.javalin.http.Handler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;

/// Time limit for whole requests. A request that exceeds it ends with a fault; shortly afterwards
/// the connection is aborted, in case the client doesn't read.
public final class TotalTime {

  private final Duration most;

  /// @param most from the start of the handler until the client has received the last byte; zero
  ///   for no limit
  public TotalTime(Duration most) {
    this.most = most;
  }

  public Handler around(Handler conversion) {
    if (most.isZero()) {
      return conversion;
    }
    return ctx -> {
      RequestContext exchange = RequestContext.of(ctx.req());
      Request request = exchange.request();
      Scheduler.Task fault =
          in(most, request, () -> exchange.abortWith(new InputProblem.TimeUp(most.toMillis())));
      Scheduler.Task end = in(most.plus(LingerLimits.TIME), request, () -> breakOff(request));
      try {
        conversion.handle(ctx);
      } finally {
        fault.cancel();
        end.cancel();
      }
    };
  }

  private static Scheduler.Task in(Duration time, Request request, Runnable work) {
    Scheduler scheduler = request.getComponents().getScheduler();
    return scheduler.schedule(work, time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Fails a write that the client doesn't accept, and all later ones.
  private static void breakOff(Request request) {
    Runnable failed = HttpChannel.from(request).onFailure(new TimeoutException("time is up"));
    if (failed != null) {
      failed.run();
    }
  }
}
