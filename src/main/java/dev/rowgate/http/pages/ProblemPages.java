package dev.rowgate.http.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.http.exchange.Outcome;
import dev.rowgate.http.refusal.Refusal;
import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.Nearest;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Handler of `GET /problems/{code}`: meaning, example and remedy of a problem code as plain text,
/// taken from `src/docs/problems.md`.
public final class ProblemPages {

  private static final String PAGE = "problems.md";

  /// A table row: code, scope, meaning, example, remedy, status.
  private static final Pattern ROW =
      Pattern.compile("\\| \\[`([a-z-]+)`]\\(#[a-z-]+\\) \\|(.*)\\|(.*)\\|(.*)\\|(.*)\\|(.*)\\|");

  private static final List<String> HEADINGS =
      List.of("scope", "meaning", "example", "mend", "HTTP status");

  /// Loaded at the first request.
  private static final class Pages {
    static final Map<String, String> BY_CODE = read();
  }

  public void one(Context ctx) throws IOException {
    String page = Pages.BY_CODE.get(ctx.pathParam("code"));
    if (page == null) {
      String near = Nearest.to(ctx.pathParam("code"), Pages.BY_CODE.keySet());
      String meant = near == null ? null : "/problems/" + near;
      var unknown = new InputProblem.UnknownRoute(Excerpt.of(ctx.path()).text(), meant);
      Refusal.send(ctx.req(), ctx.res(), Outcome.REFUSED, List.of(unknown));
      return;
    }
    byte[] text = page.getBytes(UTF_8);
    ctx.res().setContentType("text/plain; charset=utf-8");
    ctx.res().setContentLength(text.length);
    ctx.res().getOutputStream().write(text);
  }

  private static Map<String, String> read() {
    String markdown = Bundled.text(PAGE);
    var pages = new TreeMap<String, String>();
    Matcher row = ROW.matcher(markdown);
    while (row.find()) {
      var page = new StringBuilder(row.group(1)).append("\n\n");
      for (int i = 0; i < HEADINGS.size(); i++) {
        String cell = row.group(i + 2).strip();
        if (!cell.isEmpty()) {
          page.append(HEADINGS.get(i)).append(": ").append(cell).append('\n');
        }
      }
      pages.put(row.group(1), page.append('\n').append(section(markdown, row.group(1))).toString());
    }
    return pages;
  }

  /// Returns the section of a code, up to the next heading.
  private static String section(String markdown, String code) {
    Matcher section =
        Pattern.compile("^## " + code + "\n+(.*?)(?=^## |\\z)", Pattern.MULTILINE | Pattern.DOTALL)
            .matcher(markdown);
    return section.find() ? section.group(1).strip() + "\n" : "";
  }
}
