package dev.rowgate.http.filter;

import dev.rowgate.http.exchange.Disconnect;
import dev.rowgate.http.exchange.Outcome;
import dev.rowgate.http.exchange.RequestContext;
import dev.rowgate.http.exchange.StackTrace;
import dev.rowgate.http.machine.Spool;
import dev.rowgate.http.refusal.Refusal;
import dev.rowgate.problem.InputProblem;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Outermost wrapper of every handler. An exception of a handler is a defect: it is logged with the
/// request id, and the client gets a problem document, or an aborted response if rows were already
/// sent. Javalin by itself would append an error text to the rows and end the response normally.
public final class ErrorBoundary {

  private static final Logger LOG = LoggerFactory.getLogger(ErrorBoundary.class);

  /// Terminates the process immediately.
  private final Runnable halt;

  public ErrorBoundary(Runnable halt) {
    this.halt = halt;
  }

  /// @param route the route's name in logs and metrics
  public Handler around(String route, Handler handler) {
    return ctx -> {
      RequestContext exchange = RequestContext.of(ctx.req());
      exchange.route(route);
      try {
        handler.handle(ctx);
      } catch (Throwable e) {
        defect(ctx, e);
      } finally {
        exchange.body().release();
      }
    };
  }

  /// Handles an exception, including those thrown outside of the handlers.
  public void defect(Context ctx, Throwable defect) {
    if (defect instanceof VirtualMachineError) {
      // Out of memory or worse: the state of the process is unreliable. Even logging may fail.
      try {
        LOG.error("the JVM can't go on", defect);
      } finally {
        halt.run();
      }
    }
    if (defect instanceof Spool.Unreadable) {
      diskFailed(ctx);
      return;
    }
    RequestContext exchange = RequestContext.of(ctx.req());
    boolean isFromClient = Disconnect.is(defect);
    if (isFromClient) {
      exchange.setOutcome(Outcome.CLIENT_GONE);
    } else {
      exchange.setOutcome(Outcome.DEFECT);
      LOG.error("id={} a defect ended the request: {}", exchange.id(), StackTrace.of(defect));
    }
    if (ctx.res().isCommitted() || isFromClient) {
      exchange.breakOff();
    } else {
      ctx.res().resetBuffer();
      Refusal.send(ctx.req(), ctx.res(), Outcome.DEFECT, List.of(new InputProblem.InternalError()));
    }
  }

  /// Spooled output is lost; [Spools] has logged and counted the failure.
  private static void diskFailed(Context ctx) {
    RequestContext exchange = RequestContext.of(ctx.req());
    var failed = List.of(new InputProblem.StorageFailed("it can't be read back"));
    if (ctx.res().isCommitted()) {
      exchange.failed(failed);
      exchange.setOutcome(Outcome.STOPPED);
      exchange.breakOff();
    } else {
      ctx.res().resetBuffer();
      Refusal.send(ctx.req(), ctx.res(), Outcome.REFUSED, failed);
    }
  }
}
