package dev.rowgate.http.filter;

import dev.rowgate.http.exchange.Outcome;
import dev.rowgate.http.exchange.RequestContext;
import dev.rowgate.http.refusal.Refusal;
import dev.rowgate.http.settings.Settings;
import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import org.eclipse.jetty.server.Request;

/// Filter for two ports. With one port it passes everything. With a second port for operations,
/// metrics are only there, health is on both, and everything else is on the first.
public final class PortFilter {

  /// Name of the second port's connector.
  public static final String ADMIN = "admin";

  private final boolean two;

  public PortFilter(Settings settings) {
    this.two = settings.admin() != null;
  }

  /// The port of a route.
  public enum Place {
    MAIN,
    ADMIN,
    BOTH
  }

  public Handler around(Place place, Handler handler) {
    if (!two || place == Place.BOTH) {
      return handler;
    }
    boolean ofAdmin = place == Place.ADMIN;
    return ctx -> {
      if (isOnAdmin(RequestContext.of(ctx.req()).request()) == ofAdmin) {
        handler.handle(ctx);
      } else {
        var unknown = new InputProblem.UnknownRoute(Excerpt.of(ctx.path()).text());
        Refusal.send(ctx.req(), ctx.res(), Outcome.REFUSED, List.of(unknown));
      }
    };
  }

  /// Whether a request came by the first port.
  public boolean isOnMain(Context ctx) {
    return !two || !isOnAdmin(RequestContext.of(ctx.req()).request());
  }

  private static boolean isOnAdmin(Request request) {
    return ADMIN.equals(request.getConnectionMetaData().getConnector().getName());
  }
}
