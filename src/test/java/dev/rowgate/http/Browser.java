package dev.rowgate.http;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// Headless Chromium of the machine, controlled by Playwright, which the machine's Node.js runs.
final class Browser implements AutoCloseable {

  /// The first is the same engine without windows, menus and background services, which takes a
  /// quarter less processor time.
  private static final List<String> CHROMIUM =
      List.of(
          "chromium-headless-shell",
          "chromium",
          "chromium-browser",
          "google-chrome",
          "google-chrome-stable");

  private static final int HEIGHT = 800;

  /// Each window would start two pages of Chromium's own for its address bar, which take as much
  /// processor time as ours. The last of these options counts, so it repeats Playwright's.
  private static final String DISABLED =
      "--disable-features="
          + String.join(
              ",",
              "WebUIOmniboxPopup",
              "WebUIOmniboxAimPopup",
              "AvoidUnnecessaryBeforeUnloadCheckSync",
              "BoundaryEventDispatchTracksNodeRemoval",
              "DestroyProfileOnBrowserClose",
              "DialMediaRouteProvider",
              "GlobalMediaControls",
              "HttpsUpgrades",
              "LensOverlay",
              "MediaRouter",
              "PaintHolding",
              "ThirdPartyStoragePartitioning",
              "BlockOriginHeaderModificationOnRedirect",
              "Translate",
              "AutoDeElevate",
              "OptimizationHints");

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser browser;
  private final List<String> errors = new ArrayList<>();

  private Browser(Playwright playwright, com.microsoft.playwright.Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /// Skips the calling tests if Chromium or Node.js isn't installed.
  static void assumePresent() {
    Assumptions.assumeTrue(find(CHROMIUM).isPresent(), "no Chromium is installed");
    Assumptions.assumeTrue(find(List.of("node")).isPresent(), "no Node.js is installed");
  }

  private static Optional<Path> find(List<String> names) {
    return Stream.of(System.getenv("PATH").split(":"))
        .flatMap(directory -> names.stream().map(name -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Browser open() {
    var environment =
        Map.of(
            "PLAYWRIGHT_NODEJS_PATH",
            find(List.of("node")).orElseThrow().toString(),
            "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
            "1");
    Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
    try {
      var options =
          new BrowserType.LaunchOptions()
              .setExecutablePath(find(CHROMIUM).orElseThrow())
              // Its sandbox doesn't work as root in a container; it only opens our page.
              .setArgs(
                  List.of(
                      "--no-sandbox", "--disable-dev-shm-usage", "--no-proxy-server", DISABLED));
      return new Browser(playwright, playwright.chromium().launch(options));
    } catch (RuntimeException e) {
      playwright.close();
      throw e;
    }
  }

  /// Opens an address in a window of its own, with a profile of its own.
  Page page(String url, int width, ColorScheme scheme) {
    var options =
        new com.microsoft.playwright.Browser.NewContextOptions()
            .setViewportSize(width, HEIGHT)
            .setColorScheme(scheme)
            .setAcceptDownloads(true);
    Page page = browser.newContext(options).newPage();
    page.setDefaultTimeout(60_000);
    page.onPageError(error -> errors.add(error));
    page.onConsoleMessage(message -> {
      if (message.text().contains("Content Security Policy")) {
        errors.add(message.text());
      }
    });
    page.navigate(url);
    return page;
  }

  /// Exceptions and violations of the content security policy, of all pages so far.
  List<String> errors() {
    return List.copyOf(errors);
  }

  @Override
  public void close() {
    playwright.close();
  }
}
