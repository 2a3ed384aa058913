package dev.rowgate.http;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What a person does on the page at `/`.
final class TryIt implements AutoCloseable {

  private static final Path SCREENSHOTS = Path.of("target/screenshots");
  private static final int PATIENCE_MILLIS = 180_000;
  private static final int PAUSE_MILLIS = 25;

  private final Page page;

  TryIt(Page page) {
    this.page = page;
  }

  Page page() {
    return page;
  }

  String text(String selector) {
    return page.textContent(selector);
  }

  /// Texts of all elements that match.
  List<String> texts(String selector) {
    return page.locator(selector).allTextContents();
  }

  String value(String selector) {
    return page.inputValue(selector);
  }

  /// Waits until an expression of JavaScript is true. Playwright's own way of waiting needs `eval`,
  /// which the page's policy forbids. The page looks by itself: a question for each look would take
  /// a part of the processor time of three processes.
  void await(String expression) {
    String wait =
        """
        () => new Promise((done, fail) => {
          const end = Date.now() + %d;
          const look = () => {
            try {
              if (%s) done(true);
              else if (Date.now() > end) done(false);
              else setTimeout(look, %d);
            } catch (error) {
              fail(error);
            }
          };
          look();
        })\
        """;
    if ((boolean) page.evaluate(wait.formatted(PATIENCE_MILLIS, expression, PAUSE_MILLIS))) {
      return;
    }
    String state = "#status, #schema-state, #schema-faults, #notice, #found-note, #transfer-text";
    throw new AssertionError("it doesn't come: " + expression + "; " + texts(state));
  }

  /// Waits for the answer to a schema: valid, or its faults.
  void awaitChecked(String start) {
    await(
        "document.getElementById('schema-state').textContent.startsWith('"
            + start.replace("'", "\\'")
            + "')");
  }

  /// Chooses a file, and waits until it has been looked at.
  void choose(Path file) {
    take(() -> page.setInputFiles("#file", file));
  }

  void sample(String title) {
    take(() -> page.click("#samples button:text-is('" + title + "')"));
    awaitChecked("valid");
  }

  /// The name of the last file is removed first, so that it isn't taken for the new one's.
  private void take(Runnable action) {
    page.evaluate("() => { document.getElementById('file-name').title = ''; }");
    action.run();
    await(
        "document.getElementById('file-name').title !== ''"
            + " && document.getElementById('found-note').textContent !== 'looking …'");
  }

  /// The last result is removed first, so that it isn't taken for the new one.
  void convert(String end) {
    page.evaluate("() => { document.getElementById('status').textContent = ''; }");
    page.click("#convert");
    await("document.getElementById('status').textContent.startsWith('" + end + "')");
  }

  String status() {
    return text("#status");
  }

  /// Replaces a text as a person does who types.
  void type(String selector, String text) {
    page.fill(selector, text);
  }

  /// What a click downloads.
  Download download(String button) {
    return page.waitForDownload(() -> page.click(button));
  }

  static String contents(Download download) throws IOException {
    return Files.readString(download.path(), StandardCharsets.UTF_8);
  }

  int width() {
    return (int) page.evaluate("document.documentElement.scrollWidth");
  }

  int nodes() {
    return (int) page.evaluate("document.querySelectorAll('*').length");
  }

  /// Whether all of an element is in view.
  boolean isInView(String selector) {
    return (boolean)
        page.evaluate(
            """
            selector => {
              const box = document.querySelector(selector).getBoundingClientRect();
              return box.width > 0 && box.left >= 0 && box.top >= 0
                && box.right <= innerWidth && box.bottom <= innerHeight;
            }\
            """,
            selector);
  }

  void screenshot(String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(SCREENSHOTS.resolve(name + ".png"))
            .setFullPage(false));
  }

  @Override
  public void close() {
    page.context().close();
  }
}
