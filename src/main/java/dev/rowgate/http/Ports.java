package dev.rowgate.http;

import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import io.javalin.http.Handler;
import java.util.List;
import org.eclipse.jetty.server.Request;

/// What is answered on which port. With one port, that is everything. With a second one, for
/// operations, the metrics are there alone, health is on both, and the rest on the first.
final class Ports {

  /// The name of the second port's connector.
  static final String ADMIN = "admin";

  private final boolean two;

  Ports(Settings settings) {
    this.two = settings.admin() != null;
  }

  /// On which of two ports a route is.
  enum Place {
    MAIN,
    ADMIN,
    BOTH
  }

  Handler around(Place place, Handler handler) {
    if (!two || place == Place.BOTH) {
      return handler;
    }
    boolean ofAdmin = place == Place.ADMIN;
    return ctx -> {
      if (isOnAdmin(Exchange.of(ctx.req()).request()) == ofAdmin) {
        handler.handle(ctx);
      } else {
        var unknown = new InputProblem.UnknownRoute(Excerpt.of(ctx.path()).text());
        Refusal.send(ctx.req(), ctx.res(), Outcome.REFUSED, List.of(unknown));
      }
    };
  }

  private static boolean isOnAdmin(Request request) {
    return ADMIN.equals(request.getConnectionMetaData().getConnector().getName());
  }
}
