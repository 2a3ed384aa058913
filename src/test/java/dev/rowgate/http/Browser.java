package dev.rowgate.http;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Headless browser with one page, controlled over the DevTools protocol; four commands need no
/// library.
final class Browser implements AutoCloseable {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final Pattern LISTENS =
      Pattern.compile("DevTools listening on ws://(127\\.0\\.0\\.1:\\d+)/");
  private static final JsonMapper JSON = new JsonMapper();
  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicInteger commands = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> errors = new ConcurrentLinkedQueue<>();
  private WebSocket page;

  private Browser(Process process) {
    this.process = process;
  }

  /// Skips the calling test if no browser is installed.
  static Path assumePresent() {
    Optional<Path> found =
        Stream.of(System.getenv("PATH").split(":"))
            .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
            .filter(Files::isExecutable)
            .findFirst();
    Assumptions.assumeTrue(found.isPresent(), "no Chromium is installed");
    return found.orElseThrow();
  }

  /// @param directory for its profile and output
  static Browser open(Path directory, String url) throws Exception {
    Path output = directory.resolve("browser");
    Process process =
        new ProcessBuilder(
                assumePresent().toString(),
                "--headless=new",
                // Its sandbox doesn't work as root in a container; it only opens our page.
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--no-proxy-server",
                "--remote-debugging-port=0",
                "--user-data-dir=" + directory.resolve("profile"),
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    var browser = new Browser(process);
    try {
      browser.connect(output);
      browser.command("Log.enable", Map.of());
      browser.command("Runtime.enable", Map.of());
      browser.command("Page.navigate", Map.of("url", url));
      browser.await("document.readyState === 'complete' && location.href !== 'about:blank'");
      return browser;
    } catch (Exception | Error e) {
      browser.close();
      throw e;
    }
  }

  private void connect(Path output) throws Exception {
    Matcher listens = LISTENS.matcher(Files.readString(output));
    for (int i = 0; i < 50 * PATIENCE_SECONDS && !listens.find(); i++) {
      Thread.sleep(20);
      listens = LISTENS.matcher(Files.readString(output));
    }
    listens.reset();
    if (!listens.find()) {
      throw new AssertionError("the browser doesn't start: " + Files.readString(output));
    }
    var request = HttpRequest.newBuilder(URI.create("http://" + listens.group(1) + "/json/list"));
    JsonNode pages = JSON.readTree(client.send(request.build(), BodyHandlers.ofString()).body());
    for (JsonNode target : pages) {
      if (target.path("type").asString().equals("page")) {
        URI address = URI.create(target.path("webSocketDebuggerUrl").asString());
        page = client.newWebSocketBuilder().buildAsync(address, new Listener()).get();
        return;
      }
    }
    throw new AssertionError("the browser has no page: " + pages);
  }

  private JsonNode command(String method, Map<String, ?> parameters) throws Exception {
    int id = commands.incrementAndGet();
    var answer = new CompletableFuture<JsonNode>();
    answers.put(id, answer);
    String text = JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
    page.sendText(text, true).get(PATIENCE_SECONDS, SECONDS);
    JsonNode told = answer.get(PATIENCE_SECONDS, SECONDS);
    if (told.has("error")) {
      throw new IOException(method + ": " + told.path("error"));
    }
    return told.path("result");
  }

  /// The value of a JavaScript expression in the page.
  String value(String expression) throws Exception {
    JsonNode result =
        command("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
    if (result.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + result.path("exceptionDetails"));
    }
    return result.path("result").path("value").asString();
  }

  /// Waits until an expression is true.
  void await(String expression) throws Exception {
    for (int i = 0; i < 50 * PATIENCE_SECONDS; i++) {
      if (value("String(" + expression + ")").equals("true")) {
        return;
      }
      Thread.sleep(20);
    }
    throw new AssertionError("it doesn't come: " + expression + "; " + errors);
  }

  /// @param scheme `light` or `dark`, the preference of the user's system
  void prefer(String scheme) throws Exception {
    command(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /// The browser's errors: exceptions, and violations of the content security policy.
  List<String> errors() {
    return List.copyOf(errors);
  }

  @Override
  public void close() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly().onExit().join();
    children.forEach(ProcessHandle::destroyForcibly);
    children.forEach(child -> child.onExit().completeOnTimeout(child, 10, SECONDS).join());
    client.shutdownNow();
  }

  private final class Listener implements WebSocket.Listener {

    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        heard(JSON.readTree(text.toString()));
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    private void heard(JsonNode message) {
      if (message.has("id")) {
        answers.remove(message.path("id").asInt()).complete(message);
        return;
      }
      String level = message.at("/params/entry/level").asString("");
      if (message.path("method").asString().equals("Runtime.exceptionThrown")
          || level.equals("error")) {
        errors.add(message.toString());
      }
    }
  }
}
