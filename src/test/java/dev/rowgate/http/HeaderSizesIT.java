package dev.rowgate.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Headers past the limit are refused by an answer to their request, directly and through the
/// sidecar, and on HTTP/2 the connection goes on.
@Timeout(120)
class HeaderSizesIT {

  @TempDir static Path dir;

  private static AppProcess app;
  private static NginxProcess nginx;
  private static int http1;
  private static int http2;

  /// How a request comes to the app, and what is too long in it.
  private record Case(String protocol, boolean direct, String what, List<String> arguments) {

    String url() {
      int port = direct ? app.port() : protocol.equals("--http1.1") ? http1 : http2;
      return "http://127.0.0.1:" + port;
    }

    @Override
    public String toString() {
      return what + " " + protocol + (direct ? "" : " through nginx");
    }
  }

  @BeforeAll
  static void start() throws Exception {
    NginxProcess.assumePresent();
    Curl.assumeHttp2();
    app = AppProcess.start(dir.resolve("app.log"));
    http1 = NginxProcess.freePort();
    http2 = NginxProcess.freePort();
    Path prefix = Files.createDirectory(dir.resolve("nginx"));
    nginx =
        NginxProcess.start(prefix, NginxProcess.shipped(prefix, app.port(), http1, http2), http1);
  }

  @AfterAll
  static void stop() {
    if (nginx != null) {
      nginx.close();
    }
    if (app != null) {
      app.close();
    }
  }

  static Stream<Case> cases() {
    var cases = new ArrayList<Case>();
    for (String protocol : List.of("--http1.1", "--http2-prior-knowledge")) {
      for (boolean direct : List.of(true, false)) {
        cases.add(new Case(protocol, direct, "header-20k", headers(1, 20_000)));
        cases.add(new Case(protocol, direct, "header-30k", headers(1, 30_000)));
        cases.add(new Case(protocol, direct, "headers-200x100", headers(200, 100)));
        if (!direct || protocol.contains("2")) {
          // HTTP/2 counts 32 bytes more for each.
          cases.add(new Case(protocol, direct, "headers-500x4", headers(500, 4)));
          cases.add(new Case(protocol, direct, "headers-3000x1", headers(3_000, 1)));
        }
        cases.add(
            new Case(
                protocol, direct, "query-20k", List.of("-G", "-d", "x=" + "a".repeat(20_000))));
      }
      cases.add(
          new Case(protocol, false, "query-16k", List.of("-G", "-d", "x=" + "a".repeat(16_300))));
    }
    return cases.stream();
  }

  private static List<String> headers(int number, int length) {
    return IntStream.range(0, number)
        .boxed()
        .flatMap(i -> Stream.of("-H", "h" + i + ": " + "a".repeat(length)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void what_is_too_long_is_431_and_the_connection_goes_on(Case tried) throws Exception {
    List<String> arguments = new ArrayList<>();
    arguments.add(tried.protocol);
    arguments.add(tried.url() + "/livez");
    arguments.addAll(List.of("--next", "-sS", tried.protocol));
    arguments.addAll(tried.arguments);
    arguments.add(tried.url() + "/livez");
    arguments.addAll(List.of("--next", "-sS", tried.protocol, "-w", "connects %{num_connects}"));
    arguments.add(tried.url() + "/livez");

    var answers = Curl.run(arguments.toArray(String[]::new));

    assertThat(answers.exit()).as(answers.err()).isZero();
    assertThat(answers.out())
        .startsWith("ok\n{")
        .contains("\"status\":431", "\"code\":\"headers-too-large\"")
        .contains("}\nok\nconnects ");
    if (tried.protocol.contains("2")) {
      assertThat(answers.out()).endsWith("connects 0");
    }
  }
}
