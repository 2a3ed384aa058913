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
import org.junit.jupiter.params.provider.ValueSource;

/// Tests that headers above the limit are refused with a response, directly and through the
/// sidecar, and that an HTTP/2 connection stays usable.
@Timeout(240)
class HeaderSizesIT {

  @TempDir static Path dir;

  private static AppProcess app;
  private static NginxProcess nginx;
  private static int http1;
  private static int http2;

  /// How a request reaches the service, and which part is too large.
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
          // HTTP/2 counts 32 more bytes for each field.
          cases.add(new Case(protocol, direct, "headers-500x4", headers(500, 4)));
          cases.add(new Case(protocol, direct, "headers-2000x1", headers(2_000, 1)));
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
  void what_is_too_long_is_431(Case tried) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(tried.protocol));
    arguments.addAll(tried.arguments);
    arguments.add(tried.url() + "/livez");

    var answer = Curl.run(arguments.toArray(String[]::new));

    assertThat(answer.exit()).as(answer.err()).isZero();
    assertThat(answer.out()).contains("\"status\":431", "\"code\":\"headers-too-large\"");
  }

  /// On HTTP/2 later and concurrent requests are answered.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void the_connection_goes_on(boolean direct) throws Exception {
    try (var raw = Served.Raw.to(direct ? app.port() : http2)) {
      raw.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + frame(4, 0, 0, ""));
      String head = literal(":method", "GET") + literal(":scheme", "http");
      head += literal(":path", "/livez") + literal(":authority", "localhost");
      String tooLong = head + literal("a", "b".repeat(20_000));
      for (int stream = 1; stream < 7; stream += 4) {
        raw.send(frame(1, 1, stream, tooLong.substring(0, 10_000)));
        raw.send(frame(9, 4, stream, tooLong.substring(10_000)));
        raw.send(frame(1, 5, stream + 2, head));
      }
      raw.readMoreUntil(raw.readUntil("ok\n").indexOf("ok\n") + 1, "ok\n");
      String refused = "\"status\":431";
      raw.readMoreUntil(raw.readUntil(refused).indexOf(refused) + 1, refused);
    }
  }

  private static String frame(int type, int flags, int stream, String payload) {
    int length = payload.length();
    return new String(
            new char[] {
              (char) (length >> 16),
              (char) (length >> 8 & 255),
              (char) (length & 255),
              (char) type,
              (char) flags,
              0,
              0,
              0,
              (char) stream
            })
        + payload;
  }

  /// A header field without compression (RFC 7541, section 6.2.2).
  private static String literal(String name, String value) {
    return "\0" + text(name) + text(value);
  }

  private static String text(String text) {
    int length = text.length();
    if (length < 127) {
      return (char) length + text;
    }
    var integer = new StringBuilder().append((char) 127);
    int rest = length - 127;
    while (rest >= 128) {
      integer.append((char) (rest % 128 + 128));
      rest /= 128;
    }
    return integer.append((char) rest) + text;
  }
}
