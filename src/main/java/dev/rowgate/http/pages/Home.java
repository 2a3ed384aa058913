package dev.rowgate.http.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.http.media.Preferences;
import dev.rowgate.schema.SchemaOfSchemas;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Handlers of `GET /`, `GET /openapi.json` and `GET /schema.json`: the description of the service.
/// The HTML page loads nothing from elsewhere, and its content security policy allows only its own
/// script and style, by their hashes.
public final class Home {

  public static final String PATH = "/";
  public static final String DESCRIPTION = "/openapi.json";
  public static final String SCHEMA = "/schema.json";

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:\\[\\]-]{1,255}");

  /// Loaded at the first request.
  private static final class Texts {
    static final byte[] DESCRIPTION =
        Bundled.text("openapi.json").replace("${version}", Bundled.version()).getBytes(UTF_8);
    static final byte[] SCHEMA = SchemaOfSchemas.text().getBytes(UTF_8);
    static final String HELP = Bundled.text("help.txt");
    static final String PAGE = Bundled.text("try-it.html");
    static final String POLICY =
        "default-src 'none'; script-src "
            + hash(PAGE, "script")
            + "; style-src "
            + hash(PAGE, "style")
            + "; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'";
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
      response.setHeader("Content-Security-Policy", Texts.POLICY);
      send(response, "text/html; charset=utf-8", Texts.PAGE.getBytes(UTF_8));
    } else {
      String text = Texts.HELP.replace("${base}", base(ctx.req()));
      send(response, "text/plain; charset=utf-8", text.getBytes(UTF_8));
    }
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

  private static void send(HttpServletResponse response, String type, byte[] text)
      throws IOException {
    response.setContentType(type);
    response.setContentLength(text.length);
    response.getOutputStream().write(text);
  }

  /// Returns the CSP hash source of the only element of that name.
  private static String hash(String page, String element) {
    Matcher content =
        Pattern.compile("<" + element + ">(.*?)</" + element + ">", Pattern.DOTALL).matcher(page);
    if (!content.find()) {
      throw new IllegalStateException("the page has no " + element);
    }
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.group(1).getBytes(UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
