package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.CheckedOutputStream;
import java.util.zip.Checksum;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tests the provided nginx configuration with the real nginx, service and curl: it preserves
/// everything that the service promises.
@Timeout(240)
class NginxIT {

  private static final int ROWS_OF_50_MB = 2_941_177;
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir static Path dir;

  private static AppProcess app;
  private static NginxProcess nginx;
  private static int http1;
  private static int http2;

  /// How curl reaches nginx.
  enum Client {
    HTTP_1_1,
    HTTP_2;

    String url() {
      return "http://127.0.0.1:" + (this == HTTP_1_1 ? http1 : http2);
    }

    String flag() {
      return this == HTTP_1_1 ? "--http1.1" : "--http2-prior-knowledge";
    }
  }

  @BeforeAll
  static void start() throws Exception {
    NginxProcess.assumePresent();
    Curl.assumePresent();
    Path schemas = Files.createDirectory(dir.resolve("schemas"));
    Files.writeString(
        schemas.resolve("people.json"),
        "{\"fields\":[{\"name\":\"name\"},{\"name\":\"age\",\"type\":\"integer\"}]}");
    Files.writeString(
        schemas.resolve("other.json"), "{\"fields\":[{\"name\":\"name\"},{\"name\":\"size\"}]}");
    app = AppProcess.start(dir.resolve("app.log"), "--schemas", schemas.toString());
    http1 = NginxProcess.freePort();
    http2 = NginxProcess.freePort();
    nginx = sidecar("nginx", app.port(), http1, http2);
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

  @ParameterizedTest
  @EnumSource
  void a_short_answer_is_plain_and_a_longer_one_packed(Client client) throws Exception {
    for (int rows : new int[] {10, 1_000}) {
      var answer =
          Curl.run(
              client.flag(),
              "-i",
              "--compressed",
              "-H",
              "Accept-Encoding: gzip",
              "-H",
              "Content-Type: text/csv",
              "--data-binary",
              "a\n" + "1\n".repeat(rows),
              client.url() + "/v1/transform");

      assertThat(answer.exit()).as(answer.err()).isZero();
      assertThat(answer.out().toLowerCase(Locale.ROOT))
          .contains("vary: accept, accept-encoding")
          .satisfies(
              head -> assertThat(head.contains("content-encoding: gzip")).isEqualTo(rows > 10));
      assertThat(answer.out()).contains("{\"a\":\"1\"}\n".repeat(rows) + "{\"_summary\":");
    }
  }

  /// Warnings of 1.25.1 and newer about directives that older versions need.
  private static final String OF_NEWER =
      "\\[warn] .*: the \"listen \\.\\.\\. http2\" directive is deprecated";

  @Test
  void the_shipped_files_are_what_nginx_takes() throws Exception {
    Path prefix = Files.createDirectory(dir.resolve("test"));

    var said =
        NginxProcess.test(prefix, NginxProcess.SHIPPED.resolve("nginx.conf").toAbsolutePath());

    assertThat(said.out().replaceAll(OF_NEWER, ""))
        .contains("test is successful")
        .doesNotContain("[warn]", "[emerg]");
    assertThat(said.exit()).isZero();
  }

  /// Tested as far as an older nginx allows: it doesn't know the directive for which the file
  /// exists.
  @Test
  void the_variant_for_newer_nginx_is_well_formed() throws Exception {
    NginxProcess.assumeStandard();
    Path prefix = Files.createDirectory(dir.resolve("variant"));
    Path conf = NginxProcess.shipped(prefix, 8080, 8000, 8001);
    Path toApp = conf.resolveSibling("to-app.conf");
    NginxProcess.throughProxyModule(conf.getParent());
    NginxProcess.replace(toApp, "proxy_http_version 2;", "proxy_http_version 1.1;");

    var said = NginxProcess.test(prefix, conf);

    assertThat(said.out()).contains("test is successful").doesNotContain("[warn]", "[emerg]");
  }

  @Test
  void the_template_for_tls_is_what_nginx_takes_once_it_is_filled_in() throws Exception {
    Path prefix = Files.createDirectory(dir.resolve("tls"));
    int tls = NginxProcess.freePort();
    int one = NginxProcess.freePort();
    Path conf = NginxProcess.shipped(prefix, app.port(), one, NginxProcess.freePort());
    Path key = prefix.resolve("key.pem");
    Path certificate = prefix.resolve("chain.pem");
    certify(key, certificate);
    String template = Files.readString(NginxProcess.SHIPPED.resolve("tls.conf.template"));
    Files.writeString(
        prefix.resolve("conf/listen.conf"),
        template
            .replace("${ROWGATE_TLS_PORT}", "127.0.0.1:" + tls)
            .replace("${ROWGATE_TLS_CERTIFICATE}", certificate.toString())
            .replace("${ROWGATE_TLS_KEY}", key.toString()));
    int redirect = NginxProcess.freePort();
    String port80 = Files.readString(NginxProcess.SHIPPED.resolve("port-80.conf.template"));
    Files.createDirectory(prefix.resolve("conf/conf.d"));
    Files.writeString(
        prefix.resolve("conf/conf.d/port-80.conf"),
        port80
            .replace("listen 80;", "listen 127.0.0.1:" + redirect + ";")
            .replace("listen [::]:80;", ""));
    Path challenges = Files.createDirectories(prefix.resolve("acme/.well-known/acme-challenge"));
    Files.writeString(challenges.resolve("token"), "proof");
    prefix.toFile().setExecutable(true, false);

    try (var _ = NginxProcess.start(prefix, conf, tls)) {
      var answer =
          Curl.run(
              "-i",
              "--cacert",
              certificate.toString(),
              "--http2",
              "--data-binary",
              "name,age\nAda,36\n",
              "https://localhost:" + tls + "/v1/transform?schema=people");

      assertThat(answer.exit()).isZero();
      assertThat(answer.lines().getFirst()).startsWith("HTTP/2 200");
      assertThat(answer.lines()).contains("strict-transport-security: max-age=31536000");
      assertThat(answer.out()).contains("{\"name\":\"Ada\",\"age\":36}\n{\"_summary\":");

      var old = Curl.run("--tls-max", "1.1", "-k", "https://localhost:" + tls + "/livez");
      assertThat(old.exit()).as("TLS 1.1").isEqualTo(35);

      var clear = Curl.run("http://localhost:" + one + "/livez");
      assertThat(clear.exit()).as("the port without TLS").isEqualTo(7);
      var plain = Curl.run("-i", "http://localhost:" + tls + "/v1/transform?schema=people");
      assertThat(plain.lines().getFirst()).startsWith("HTTP/1.1 400");
      assertThat(plain.lines()).contains("Content-Type: application/problem+json");
      assertThat(plain.out())
          .contains("\"code\":\"bad-request\"", "begin the URL with https://")
          .doesNotContain("<html");
      var asked = Curl.run("-k", "https://localhost:" + tls + "/problem-without-tls");
      assertThat(asked.out()).contains("\"code\":\"unknown-route\"");
      var elsewhere = Curl.run("-i", "http://localhost:" + redirect + "/v1/transform?schema=x");
      assertThat(elsewhere.lines().getFirst()).startsWith("HTTP/1.1 308");
      assertThat(elsewhere.lines()).contains("Location: https://localhost/v1/transform?schema=x");
      var proof = Curl.run("http://localhost:" + redirect + "/.well-known/acme-challenge/token");
      assertThat(proof.out()).isEqualTo("proof");
    }
  }

  static Stream<Transfer> transfers() {
    return Stream.of(1_000, 100_000, ROWS_OF_50_MB)
        .flatMap(rows -> Stream.of(Client.values()).map(client -> new Transfer(client, rows)));
  }

  record Transfer(Client client, int rows) {}

  @ParameterizedTest
  @MethodSource("transfers")
  void what_comes_through_is_what_comes_directly(Transfer transfer) throws Exception {
    Path csv = people(transfer.rows());
    Path direct = dir.resolve("direct" + transfer.rows());
    Path through = dir.resolve("through");

    // Once for all clients.
    if (!Files.exists(direct)) {
      var wanted = upload("--http1.1", csv, app.url() + "/v1/transform?schema=people", direct);
      assertThat(wanted.exit()).isZero();
    }
    var got =
        upload(
            transfer.client().flag(),
            csv,
            transfer.client().url() + "/v1/transform?schema=people",
            through);

    assertThat(got.exit()).as(got.err()).isZero();
    assertThat(Files.mismatch(direct, through)).as("first byte that differs").isEqualTo(-1);
    assertThat(lastLine(through)).contains("\"rowsWritten\":" + transfer.rows());
  }

  /// nginx reads nothing from the service while its client reads nothing. Twice on the same
  /// connection, so that the flow-control window must be restored.
  @Test
  void who_sends_50_mb_before_reading_is_served() throws Exception {
    long bytes = 50 << 20;
    String head =
        "POST /v1/transform HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
            + "Content-Type: text/csv";
    for (int i = 0; i < 2; i++) {
      try (var client = new Duplex(http1, head)) {
        try (OutputStream body = client.chunks()) {
          Csv.write(body, bytes);
        }
        assertThat(client.head()).startsWith("HTTP/1.1 200");
        Checksum sum = Csv.checksum();
        client.body(new CheckedOutputStream(OutputStream.nullOutputStream(), sum));
        assertThat(Csv.hex(sum)).isEqualTo(Csv.expected(bytes));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void rows_come_back_while_the_upload_is_held_open(Client client) throws Exception {
    try (var open = new OpenUpload(client.flag(), client.url() + "/v1/transform?schema=people")) {
      open.send("name,age\nAda,36\n");

      assertThat(open.readLine()).isEqualTo("{\"name\":\"Ada\",\"age\":36}");

      open.send("Grace,85\n");

      assertThat(open.readLine()).isEqualTo("{\"name\":\"Grace\",\"age\":85}");

      open.endUpload();

      assertThat(open.readLine()).contains("\"complete\":true");
      assertThat(open.exit()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"HTTP_1_1, gzip", "HTTP_1_1, zstd", "HTTP_2, gzip", "HTTP_2, zstd"})
  void packed_rows_come_back_while_the_upload_is_held_open(Client client, String coding)
      throws Exception {
    Curl.assumeUnpacks(coding);
    String url = client.url() + "/v1/transform?schema=people&errors=fail";
    try (var open =
        new OpenUpload(
            client.flag(), url, "--compressed", "-H", "Accept-Encoding: " + coding, "-D", "-")) {
      open.send("name,age\nAda,36\n");

      var head = new ArrayList<String>();
      for (String line = open.readLine(); !line.isEmpty(); line = open.readLine()) {
        head.add(line.toLowerCase(Locale.ROOT));
      }
      assertThat(head).contains("content-encoding: " + coding, "vary: accept, accept-encoding");
      assertThat(open.readLine()).isEqualTo("{\"name\":\"Ada\",\"age\":36}");

      open.send("Grace,85\n");

      assertThat(open.readLine()).isEqualTo("{\"name\":\"Grace\",\"age\":85}");

      open.sendAndEnd("Alan,old\n");

      assertThat(open.rest())
          .contains("{\"_error\":{\"record\":3,", "\"complete\":false,")
          .contains("\"code\":\"record-rejected\"");
      assertThat(open.exit()).isIn(Curl.CUT);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_fault_in_the_middle_has_its_summary_and_no_end(Client client) throws Exception {
    Path csv = dir.resolve("faulty.csv");
    Files.copy(people(100_000), csv);
    Files.writeString(csv, "Grace,old\n" + "Ada,36\n".repeat(100_000), StandardOpenOption.APPEND);
    Path out = dir.resolve("faulty.out");

    var answer =
        upload(client.flag(), csv, client.url() + "/v1/transform?schema=people&errors=fail", out);

    assertThat(answer.exit()).as(answer.err()).isIn(Curl.CUT);
    assertThat(lastLine(out)).contains("\"complete\":false", "record-rejected");
    Files.delete(csv);
  }

  @ParameterizedTest
  @EnumSource
  void an_app_that_is_killed_never_looks_whole(Client client) throws Exception {
    Path prefix = Files.createDirectory(dir.resolve("kill-" + client));
    int port = NginxProcess.freePort();
    int other = NginxProcess.freePort();
    int one = client == Client.HTTP_1_1 ? port : other;
    int two = client == Client.HTTP_1_1 ? other : port;
    try (var victim = AppProcess.start(prefix.resolve("app.log"));
        var _ = sidecar("killed-" + client, victim.port(), one, two);
        var open = new OpenUpload(client.flag(), "http://127.0.0.1:" + port + "/v1/transform")) {
      open.send("name,age\nAda,36\n");
      assertThat(open.readLine()).startsWith("{\"name\":\"Ada\"");

      victim.kill();
      open.sendAndEnd("Grace,85\n");

      assertThat(open.exit()).isIn(Curl.CUT);
      assertThat(open.rest()).doesNotContain("_summary");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"schema=none, 404, unknown-schema", "schema=other, 422, incorrect-label"})
  void a_refusal_arrives_while_curl_still_sends_50_mb(String row) throws Exception {
    String[] cells = row.split(", ");
    var answer =
        Curl.run(
            "-D",
            "-",
            "-X",
            "POST",
            "-T",
            people(ROWS_OF_50_MB).toString(),
            "-H",
            "Content-Type: text/csv",
            Client.HTTP_1_1.url() + "/v1/transform?" + cells[0]);

    assertRefused(answer, Integer.parseInt(cells[1]), cells[2]);
  }

  /// curl before 8 drops a response that is followed at once by RST_STREAM(NO_ERROR), which nginx
  /// sends if it has read only part of the upload. Node and newer curls show it. It never looks
  /// like success.
  @Test
  void a_refusal_on_http_2_arrives_or_fails() throws Exception {
    var answer =
        Curl.run(
            "--http2-prior-knowledge",
            "-D",
            "-",
            "-X",
            "POST",
            "-T",
            people(ROWS_OF_50_MB).toString(),
            Client.HTTP_2.url() + "/v1/transform?schema=none");

    if (answer.exit() == 0) {
      assertRefused(answer, 404, "unknown-schema");
    } else {
      assertThat(answer.exit()).isIn(Curl.CUT);
      assertThat(answer.out()).doesNotContain("_summary");
    }
  }

  @Test
  void an_upload_that_says_it_is_too_large_is_refused_by_nginx() throws Exception {
    for (String expect : List.of("Expect:", "Expect: 100-continue")) {
      var answer =
          Curl.run(
              "-D",
              "-",
              "-H",
              expect,
              "-H",
              "Content-Length: 17182000000",
              "-X",
              "POST",
              "-T",
              people(ROWS_OF_50_MB).toString(),
              Client.HTTP_1_1.url() + "/v1/transform");

      assertRefused(answer, 413, "upload-too-large");
    }
  }

  @Test
  void the_metrics_are_nowhere_to_be_found() throws Exception {
    for (String path :
        List.of(
            "/metrics", "/metrics/", "/metrics;x", "//metrics", "/%6detrics", "/x/../metrics")) {
      var answer = Curl.run("-D", "-", "--path-as-is", Client.HTTP_1_1.url() + path);

      assertRefused(answer, 404, "unknown-route");
    }
  }

  @Test
  void an_app_that_is_not_there_is_a_problem_document() throws Exception {
    int one = NginxProcess.freePort();
    try (var _ = sidecar("alone", NginxProcess.freePort(), one, NginxProcess.freePort())) {
      var answer =
          Curl.run(
              "-D",
              "-",
              "-X",
              "POST",
              "-T",
              people(1_000).toString(),
              "http://127.0.0.1:" + one + "/v1/transform");

      assertRefused(answer, 502, "unavailable");
      assertThat(answer.lines()).contains("Retry-After: 5");
    }
  }

  @Test
  void headers_that_are_too_long_are_a_problem_document() throws Exception {
    var answer =
        Curl.run(
            "-D", "-", "-H", "X-Long: " + "x".repeat(17_000), Client.HTTP_1_1.url() + "/livez");

    assertRefused(answer, 431, "headers-too-large");
  }

  @Test
  void every_header_is_there_once() throws Exception {
    for (String path : List.of("/livez", "/none", "/metrics")) {
      var answer = Curl.run("-i", Client.HTTP_1_1.url() + path);

      var names =
          answer.lines().stream()
              .takeWhile(line -> !line.isBlank())
              .map(line -> line.split(":")[0].toLowerCase(Locale.ROOT))
              .toList();
      assertThat(names)
          .as(path)
          .doesNotHaveDuplicates()
          .contains(
              "x-request-id",
              "x-content-type-options",
              "x-frame-options",
              "referrer-policy",
              "content-security-policy",
              "cache-control");
      assertThat(answer.lines()).contains("Server: nginx");
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_request_id_goes_all_the_way_and_back(Client client) throws Exception {
    String id = "from-" + client;

    var answer =
        Curl.run(
            client.flag(),
            "-i",
            "-H",
            "X-Request-Id: " + id,
            "--data-binary",
            "name,age\nAda,36\n",
            client.url() + "/v1/transform?schema=people");

    assertThat(header(answer, "x-request-id")).containsExactly(id);
    assertLoggedByApp(id);
    JsonNode logged = logged(id);
    assertThat(logged.path("status").intValue()).isEqualTo(200);
    assertThat(logged.path("path").stringValue()).isEqualTo("/v1/transform");
    assertThat(logged.path("completed").stringValue()).isEqualTo("OK");
    assertThat(logged.path("upstream").path("status").stringValue()).isEqualTo("200");
    assertThat(Double.parseDouble(logged.path("upstream").path("seconds").stringValue()))
        .isBetween(0.0, 60.0);
  }

  @Test
  void an_id_that_the_app_would_not_take_is_replaced_by_one_that_both_log() throws Exception {
    for (String given : List.of("X-Request-Id;", "X-Request-Id: a b\"c")) {
      var answer = Curl.run("-i", "-H", given, Client.HTTP_1_1.url() + "/none");

      var ids = header(answer, "x-request-id");
      assertThat(ids).hasSize(1);
      assertThat(ids.getFirst()).matches("[0-9a-f]{32}");
      assertLoggedByApp(ids.getFirst());
      assertThat(logged(ids.getFirst()).path("status").intValue()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, ROWS_OF_50_MB})
  void a_foreign_nginx_that_speaks_http_1_0_gets_it_whole(int rows) throws Exception {
    Path prefix = Files.createDirectory(dir.resolve("foreign-" + rows));
    int port = NginxProcess.freePort();
    Path conf = NginxProcess.foreign(prefix, app.port(), port, NginxProcess.freePort());
    Path out = prefix.resolve("out");
    try (var _ = NginxProcess.start(prefix, conf, port)) {
      Path headers = prefix.resolve("headers");

      var answer =
          upload(
              "--http1.1",
              people(rows),
              "http://127.0.0.1:" + port + "/v1/transform?schema=people",
              out,
              "-D",
              headers.toString());

      assertThat(answer.exit()).as(answer.err()).isZero();
      assertThat(lastLine(out)).contains("\"complete\":true", "\"rowsWritten\":" + rows);
      assertThat(Files.readString(headers)).contains("Content-Length: " + Files.size(out));
    }
  }

  private static NginxProcess sidecar(String name, int app, int one, int two) throws Exception {
    Path prefix = Files.createDirectories(dir.resolve(name));
    return NginxProcess.start(prefix, NginxProcess.shipped(prefix, app, one, two), one);
  }

  private static Curl.Result upload(String flag, Path csv, String url, Path out, String... more)
      throws Exception {
    var arguments =
        new ArrayList<>(
            List.of(flag, "-X", "POST", "-T", csv.toString(), "-o", out.toString(), url));
    arguments.addAll(List.of("-H", "Content-Type: text/csv"));
    arguments.addAll(List.of(more));
    return Curl.run(arguments.toArray(String[]::new));
  }

  private static void assertRefused(Curl.Result answer, int status, String code) {
    assertThat(answer.exit()).as(answer.err()).isZero();
    List<String> lines =
        answer.lines().stream().dropWhile(line -> line.contains(" 100") || line.isBlank()).toList();
    assertThat(lines.getFirst()).contains(" " + status);
    assertThat(header(answer, "content-type")).containsExactly("application/problem+json");
    JsonNode document = JSON.readTree(lines.getLast());
    assertThat(document.path("status").intValue()).isEqualTo(status);
    assertThat(document.path("code").stringValue()).isEqualTo(code);
    assertThat(document.path("type").stringValue()).isEqualTo("/problems/" + code);
    assertThat(header(answer, "x-request-id"))
        .containsExactly(document.path("requestId").stringValue());
  }

  private static List<String> header(Curl.Result answer, String name) {
    return answer.lines().stream()
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).strip())
        .toList();
  }

  /// The service writes the line when the request has ended, possibly after curl.
  private static void assertLoggedByApp(String id) throws Exception {
    for (int i = 0; i < 100 && !app.log().contains("\"id\":\"" + id + "\""); i++) {
      Thread.sleep(20);
    }
    assertThat(app.log()).contains("\"id\":\"" + id + "\"");
  }

  private static JsonNode logged(String id) throws Exception {
    for (int i = 0; i < 100; i++) {
      for (String line : nginx.accessLog()) {
        JsonNode entry = JSON.readTree(line);
        if (entry.path("id").stringValue().equals(id)) {
          return entry;
        }
      }
      Thread.sleep(20);
    }
    throw new AssertionError("nothing of " + id + " in the access log");
  }

  /// Names and ages, 17 bytes per row; created once.
  private static Path people(int rows) throws IOException {
    Path csv = dir.resolve("people-" + rows + ".csv");
    if (!Files.exists(csv)) {
      try (BufferedWriter out = Files.newBufferedWriter(csv)) {
        out.write("name,age\n");
        for (int i = 0; i < rows; i++) {
          out.write("person" + (1_000_000 + i) + "," + i % 110 + "\n");
        }
      }
    }
    return csv;
  }

  private static String lastLine(Path file) throws IOException {
    try (var channel = Files.newByteChannel(file)) {
      long begin = Math.max(0, channel.size() - 4096);
      channel.position(begin);
      var buffer = ByteBuffer.allocate((int) (channel.size() - begin));
      while (channel.read(buffer) > 0) {}
      String tail = new String(buffer.array(), UTF_8);
      return tail.substring(tail.lastIndexOf('\n', tail.length() - 2) + 1);
    }
  }

  private static void certify(Path key, Path certificate) throws Exception {
    Process process =
        new ProcessBuilder(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "1",
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=DNS:localhost",
                "-keyout",
                key.toString(),
                "-out",
                certificate.toString())
            .redirectErrorStream(true)
            .start();
    process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).isZero();
  }
}
