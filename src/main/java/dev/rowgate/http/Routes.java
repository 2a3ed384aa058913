package dev.rowgate.http;

import dev.rowgate.http.convert.Infer;
import dev.rowgate.http.convert.Transform;
import dev.rowgate.http.exchange.Outcome;
import dev.rowgate.http.filter.Admission;
import dev.rowgate.http.filter.ApiKeyFilter;
import dev.rowgate.http.filter.ErrorBoundary;
import dev.rowgate.http.filter.PortFilter;
import dev.rowgate.http.filter.TotalTime;
import dev.rowgate.http.log.Metrics;
import dev.rowgate.http.media.BodyKind;
import dev.rowgate.http.pages.Health;
import dev.rowgate.http.pages.Home;
import dev.rowgate.http.pages.ProblemPages;
import dev.rowgate.http.pages.SchemaRoutes;
import dev.rowgate.http.refusal.Refusal;
import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.servlet.JavalinServlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Route table of the service: path, method and handler, with the filters around each.
final class Routes {

  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;

  /// The paths from here on require an API key, if keys are configured, whether or not there is
  /// such a route.
  private static final String OF_KEYS = "/v1";

  private final Health health;
  private final SchemaRoutes schemas;
  private final Transform transform;
  private final Infer infer;
  private final Admission inferences;
  private final ApiKeyFilter keys;
  private final Admission admission;
  private final TotalTime totalTime;
  private final Metrics metrics;
  private final PortFilter ports;
  private final ErrorBoundary guard;
  private final ProblemPages problems = new ProblemPages();
  private final Home home = new Home();
  private final Map<String, String> methods = new TreeMap<>();

  Routes(
      Health health,
      SchemaRoutes schemas,
      Transform transform,
      Infer infer,
      ApiKeyFilter keys,
      Admission admission,
      TotalTime totalTime,
      Admission inferences,
      Metrics metrics,
      PortFilter ports,
      ErrorBoundary guard) {
    this.health = health;
    this.schemas = schemas;
    this.transform = transform;
    this.infer = infer;
    this.inferences = inferences;
    this.keys = keys;
    this.admission = admission;
    this.totalTime = totalTime;
    this.metrics = metrics;
    this.ports = ports;
    this.guard = guard;
  }

  private void table(JavalinConfig to) {
    get(to, Home.PATH, home::home);
    get(to, Home.FILE, home::file);
    get(to, Home.DESCRIPTION, home::description);
    get(to, Home.SCHEMA, home::schema);
    get(to, Health.LIVE, health::live);
    get(to, Health.READY, health::ready);
    get(to, Metrics.PATH, metrics::write);
    get(to, "/problems/{code}", problems::one);
    get(to, "/v1/schemas", keys.around(schemas::list));
    get(to, "/v1/schemas/{name}", keys.around(schemas::one));
    post(to, "/v1/transform", keys.around(admitted(transform::transform)));
    post(to, "/v1/infer", keys.around(admitted(inferences.around(infer::handle))));
    post(to, "/v1/validate", keys.around(admitted(transform::validate)));
  }

  private Handler admitted(Handler conversion) {
    return admission.around(totalTime.around(conversion));
  }

  /// Every path with its methods as in `Allow`; complete after [#servlet()].
  Map<String, String> methods() {
    return Collections.unmodifiableMap(methods);
  }

  /// Returns the servlet with all routes. Only Javalin's routing is used: [RequestBody] and
  /// [AsyncWriter] read and write Jetty's request and response, and [JettySetup] configures the
  /// server, because Javalin's has sessions, web sockets and statistics that cost time in each
  /// request.
  HttpServlet servlet() {
    Javalin javalin = Javalin.create(this::configure);
    return new Bare(new JavalinServlet(javalin.unsafe));
  }

  /// Wrapper without annotations. Jetty looks for annotations on the servlet's class, and Kotlin
  /// has put one on Javalin's: reading it makes Java generate a class at run time.
  private static final class Bare extends HttpServlet {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial") // no servlet is ever serialized
    private final JavalinServlet servlet;

    Bare(JavalinServlet servlet) {
      this.servlet = servlet;
    }

    @Override
    public void init(ServletConfig config) throws ServletException {
      super.init(config);
      servlet.init(config);
    }

    @Override
    public void service(ServletRequest request, ServletResponse response)
        throws ServletException, IOException {
      servlet.service(request, response);
    }
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.startupWatcherEnabled = false;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.http.prefer405over404 = true;
    table(config);
    config.routes.exception(HttpResponseException.class, this::noSuchRoute);
    config.routes.exception(Exception.class, (e, ctx) -> guard.defect(ctx, e));
    config.router.javaLangErrorHandler((_, error) -> throwAgain(error));
  }

  /// Adds a GET route. HEAD runs the same handler, and Jetty omits the body.
  private void get(JavalinConfig to, String path, Handler handler) {
    Handler guarded = around(path, handler);
    to.routes.addHttpHandler(HandlerType.GET, path, guarded);
    to.routes.addHttpHandler(HandlerType.HEAD, path, guarded);
    options(to, path, "GET, HEAD, OPTIONS");
  }

  /// PUT means POST: `curl -T FILE` sends that.
  private void post(JavalinConfig to, String path, Handler handler) {
    Handler guarded = around(path, handler);
    to.routes.addHttpHandler(HandlerType.POST, path, guarded);
    to.routes.addHttpHandler(HandlerType.PUT, path, guarded);
    options(to, path, "POST, PUT, OPTIONS");
  }

  private void options(JavalinConfig to, String path, String allowed) {
    methods.put(path, allowed);
    to.routes.addHttpHandler(
        HandlerType.OPTIONS,
        path,
        around(
            path,
            ctx -> {
              ctx.res().setStatus(204);
              ctx.res().setContentType(null);
              ctx.res().setHeader("Allow", allowed);
              if (allowed.startsWith("POST")) {
                ctx.res().setHeader("Accept-Post", BodyKind.ACCEPTED);
              }
            }));
  }

  private Handler around(String path, Handler handler) {
    Handler cached = isOfKeys(path) ? keys.uncached(handler) : handler;
    return guard.around(path, ports.around(place(path), cached));
  }

  private static boolean isOfKeys(String path) {
    return path.equals(OF_KEYS) || path.startsWith(OF_KEYS + "/");
  }

  private static PortFilter.Place place(String path) {
    return switch (path) {
      case Health.LIVE, Health.READY -> PortFilter.Place.BOTH;
      case Metrics.PATH -> PortFilter.Place.ADMIN;
      default -> PortFilter.Place.MAIN;
    };
  }

  /// Handles Javalin's exceptions for requests without a matching route; any other is a defect.
  private void noSuchRoute(HttpResponseException e, Context ctx) {
    if (isOfKeys(ctx.path()) && ports.isOnMain(ctx) && keys.refuses(ctx)) {
      return;
    }
    String path = Excerpt.of(ctx.path()).text();
    switch (e.getStatus()) {
      case NOT_FOUND ->
          refuse(
              ctx,
              new InputProblem.UnknownRoute(path, new PathSuggestion(methods.keySet()).of(path)));
      case METHOD_NOT_ALLOWED ->
          refuse(ctx, new InputProblem.MethodNotAllowed(ctx.req().getMethod(), allowed(e)));
      default -> guard.defect(ctx, e);
    }
  }

  private static void refuse(Context ctx, InputProblem problem) {
    Refusal.send(ctx.req(), ctx.res(), Outcome.REFUSED, List.of(problem));
  }

  /// Returns the allowed methods of a 405, which Javalin gives as one comma-separated detail.
  private static List<String> allowed(HttpResponseException e) {
    var methods = new ArrayList<String>();
    for (String listed : e.getDetails().values()) {
      methods.addAll(List.of(listed.split(", ")));
    }
    return methods;
  }

  /// Passes an error outside the handlers to Jetty, which aborts the response or sends 500.
  private static void throwAgain(Error error) {
    throw error;
  }
}
