package dev.rowgate.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;

/// A service and a browser for the tests of one class that use the page at `/`.
final class TryItRig implements AutoCloseable {

  private final AppProcess app;
  private final Browser browser;

  private TryItRig(AppProcess app, Browser browser) {
    this.app = app;
    this.browser = browser;
  }

  /// Skips the calling tests if there is no browser.
  ///
  /// @param dir for the service's log
  /// @param flags of the service
  static TryItRig start(Path dir, String... flags) throws Exception {
    Browser.assumePresent();
    AppProcess app = AppProcess.start(dir.resolve("app.log"), flags);
    try {
      return new TryItRig(app, Browser.open());
    } catch (RuntimeException e) {
      app.close();
      throw e;
    }
  }

  int port() {
    return app.port();
  }

  /// Opens the page of this service.
  TryIt open(int width, ColorScheme scheme) {
    return new TryIt(browser.page(app.url() + "/", width, scheme));
  }

  /// Fails if any page has complained of something.
  void assertNoErrors() {
    assertThat(browser.errors()).isEmpty();
  }

  @Override
  public void close() {
    browser.close();
    app.close();
  }
}
