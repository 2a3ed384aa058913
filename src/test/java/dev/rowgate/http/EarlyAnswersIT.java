package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests refusals while curl still has 20 MB to send: curl shows the response and exits with 0
/// instead of a reset, directly and through the provided nginx. [NginxIT] covers HTTP/2 there.
@Timeout(240)
class EarlyAnswersIT {

  private static final String KEY = "a-key";

  /// How curl reaches the service.
  enum How {
    HTTP_1_1("--http1.1", "Expect:"),
    /// curl waits for `100 Continue` for up to a second.
    HTTP_1_1_WAITING("--http1.1", "Expect: 100-continue"),
    HTTP_2("--http2-prior-knowledge", "Expect:"),
    NGINX("--http1.1", "Expect:"),
    NGINX_WAITING("--http1.1", "Expect: 100-continue");

    private final String version;
    private final String expect;

    How(String version, String expect) {
      this.version = version;
      this.expect = expect;
    }

    private String url() {
      return this == NGINX || this == NGINX_WAITING ? "http://127.0.0.1:" + nginxPort : app.url();
    }
  }

  /// What is wrong with the request.
  enum Refused {
    UNAUTHORIZED(401, "", "X-Nothing: 1"),
    UNKNOWN_SCHEMA(404, "?schema=none"),
    UPLOAD_TOO_LARGE(413, ""),
    /// Detected only when the upload exceeds the limit.
    UPLOAD_TOO_LARGE_AT_LAST(413, "?respond=after-upload", "Transfer-Encoding: chunked"),
    UNSUPPORTED_MEDIA_TYPE(415, "", "Content-Type: image/png"),
    INCORRECT_LABEL(422, "?schema=people", "Transfer-Encoding: chunked"),
    TOO_BUSY(503, "");

    private final int status;
    private final String query;
    private final List<String> headers;

    Refused(int status, String query, String... headers) {
      this.status = status;
      this.query = query;
      this.headers = List.of(headers);
    }

    private String code() {
      String name = this == UPLOAD_TOO_LARGE_AT_LAST ? UPLOAD_TOO_LARGE.name() : name();
      return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  @TempDir private static Path dir;

  private static AppProcess app;
  private static NginxProcess nginx;
  private static int nginxPort;
  private static Path upload;

  @BeforeAll
  static void start() throws Exception {
    NginxProcess.assumePresent();
    Curl.assumeHttp2();
    Path schemas = Files.createDirectory(dir.resolve("schemas"));
    Files.copy(Path.of("src/docs/sample/people.json"), schemas.resolve("people.json"));
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(KEY.getBytes(UTF_8));
    String line = "test sha256:" + HexFormat.of().formatHex(hash) + "\n";
    Path keys = Files.writeString(dir.resolve("keys"), line);
    app =
        AppProcess.start(
            dir.resolve("app.log"),
            "--schemas=" + schemas,
            "--keys=" + keys,
            "--max-upload-bytes=2MiB",
            "--max-conversions=1");
    nginxPort = NginxProcess.freePort();
    Path prefix = Files.createDirectory(dir.resolve("nginx"));
    Path conf = NginxProcess.shipped(prefix, app.port(), nginxPort, NginxProcess.freePort());
    nginx = NginxProcess.start(prefix, conf, nginxPort);
    upload = Files.writeString(dir.resolve("csv"), "x,y\n" + "0123456789,\n".repeat(1_700_000));
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

  /// Waits until no conversion runs; a refused request that still sends counts as one.
  @BeforeEach
  void awaitNobody() throws Exception {
    String none = "rowgate_conversions_in_flight 0.0\n";
    while (!Curl.run(app.url() + "/metrics").out().contains(none)) {
      Thread.sleep(20);
    }
  }

  static Stream<Arguments> all() {
    return Stream.of(How.values())
        .flatMap(how -> Stream.of(Refused.values()).map(refused -> Arguments.of(how, refused)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void the_answer_is_seen(How how, Refused refused) throws Exception {
    Curl.Result result;
    if (refused == Refused.TOO_BUSY) {
      try (var other = Served.Raw.to(app.port())) {
        other.send("POST /v1/transform HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n");
        other.send("Authorization: Bearer " + KEY + "\r\n\r\n").sendChunk("a\n1\n");
        other.readUntil("{\"a\":\"1\"}");
        result = send(how, refused);
        other.send("0\r\n\r\n").readUntil("\r\n0\r\n\r\n");
      }
    } else {
      result = send(how, refused);
    }

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("\"code\":\"" + refused.code() + "\"")
        .endsWith("\n" + refused.status);
  }

  private static Curl.Result send(How how, Refused refused) throws Exception {
    var arguments = new ArrayList<>(List.of(how.version, "-X", "POST", "-T", upload.toString()));
    arguments.addAll(List.of("-H", how.expect, "-w", "\n%{http_code}"));
    if (refused != Refused.UNAUTHORIZED) {
      arguments.addAll(List.of("-H", "Authorization: Bearer " + KEY));
    }
    for (String header : refused.headers) {
      arguments.addAll(List.of("-H", header));
    }
    arguments.add(how.url() + "/v1/transform" + refused.query);
    return Curl.run(arguments.toArray(String[]::new));
  }
}
