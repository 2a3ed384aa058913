package dev.rowgate.http.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.http.exchange.Outcome;
import dev.rowgate.http.media.Preferences;
import dev.rowgate.http.refusal.Refusal;
import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.schema.SchemaOfSchemas;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Handlers of `GET /`, `GET /page/{file}`, `GET /openapi.json` and `GET /schema.json`: the
/// description of the service. The HTML page loads nothing from elsewhere, and its content security
/// policy allows only the scripts and styles below `/page/`.
public final class Home {

  public static final String PATH = "/";
  public static final String FILE = "/page/{file}";
  public static final String DESCRIPTION = "/openapi.json";
  public static final String SCHEMA = "/schema.json";

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:\\[\\]-]{1,255}");

  /// Names of the page's scripts and styles.
  private static final Pattern NAME = Pattern.compile("[a-z-]{1,40}\\.(js|css)");

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self';"
          + " connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  /// Loaded at the first request.
  private static final class Texts {
    static final byte[] DESCRIPTION =
        Bundled.text("openapi.json").replace("${version}", Bundled.version()).getBytes(UTF_8);
    static final byte[] SCHEMA = SchemaOfSchemas.text().getBytes(UTF_8);
    static final String HELP = Bundled.text("help.txt");
  }

  public void description(Context ctx) throws IOException {
    send(ctx.res(), "application/json", Texts.DESCRIPTION);
  }

  public void schema(Context ctx) throws IOException {
    send(ctx.res(), "application/schema+json", Texts.SCHEMA);
  }

  /// Returns the HTML page to clients whose `Accept` names HTML, and a help text to others.
  public void home(Context ctx) throws IOException {
    HttpServletResponse response = ctx.res();
    response.addHeader("Vary", "Accept");
    if (namesHtml(ctx.req())) {
      response.setHeader("Content-Security-Policy", POLICY);
      sendOfPage(response, "text/html; charset=utf-8", Bundled.text("page/index.html"));
    } else {
      String text = Texts.HELP.replace("${base}", base(ctx.req()));
      send(response, "text/plain; charset=utf-8", text.getBytes(UTF_8));
    }
  }

  /// Returns a script or style of the page.
  public void file(Context ctx) throws IOException {
    Matcher name = NAME.matcher(ctx.pathParam("file"));
    String text = name.matches() ? Bundled.find("page/" + name.group()) : null;
    if (text == null) {
      var unknown = new InputProblem.UnknownRoute(Excerpt.of(ctx.path()).text());
      Refusal.send(ctx.req(), ctx.res(), Outcome.REFUSED, List.of(unknown));
      return;
    }
    // A worker has the policy of its own response, not the page's.
    ctx.res().setHeader("Content-Security-Policy", POLICY);
    String type = name.group(1).equals("js") ? "text/javascript" : "text/css";
    sendOfPage(ctx.res(), type + "; charset=utf-8", text);
  }

  private static boolean namesHtml(HttpServletRequest request) {
    return Preferences.of(request.getHeaders("Accept")).weight(List.of("text/html")).orElse(0.0)
        > 0;
  }

  /// Returns the base URL by which the client reaches the service, if it is harmless text.
  private static String base(HttpServletRequest request) {
    String forwarded = request.getHeader("X-Forwarded-Host");
    String host = forwarded == null ? request.getHeader("Host") : forwarded;
    boolean https = "https".equals(request.getHeader("X-Forwarded-Proto"));
    return host != null && HOST.matcher(host).matches()
        ? (https ? "https://" : "http://") + host
        : "http://localhost:8080";
  }

  /// Sends a file of the page. A cache must revalidate it each time, so that the files are of the
  /// same version.
  private static void sendOfPage(HttpServletResponse response, String type, String text)
      throws IOException {
    response.setHeader("Cache-Control", "no-cache");
    send(response, type, text.getBytes(UTF_8));
  }

  private static void send(HttpServletResponse response, String type, byte[] text)
      throws IOException {
    response.setContentType(type);
    response.setContentLength(text.length);
    response.getOutputStream().write(text);
  }
}
