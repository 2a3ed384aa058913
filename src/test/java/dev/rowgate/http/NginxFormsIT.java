package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Forms, PUT and CSV through the shipped nginx, and the rate limit that the documentation adds to
/// it.
@Timeout(240)
class NginxFormsIT {

  private static final Pattern SNIPPET = Pattern.compile("(?s)```nginx\n(.*?)```");

  @TempDir static Path dir;

  private static Served served;
  private static NginxProcess nginx;
  private static String url;

  @BeforeAll
  static void start() throws Exception {
    NginxProcess.assumePresent();
    Path schemas = Files.createDirectory(dir.resolve("schemas"));
    Files.writeString(
        schemas.resolve("ages.json"), "{\"fields\":[{\"name\":\"age\",\"type\":\"integer\"}]}");
    served = Served.withSchemas(schemas);
    int http1 = NginxProcess.freePort();
    Path prefix = Files.createDirectory(dir.resolve("nginx"));
    Path conf =
        NginxProcess.shipped(prefix, served.server().port(), http1, NginxProcess.freePort());
    List<String> snippets =
        SNIPPET
            .matcher(Files.readString(Path.of("src/docs/operations.md")))
            .results()
            .map((MatchResult found) -> found.group(1))
            .toList();
    assertThat(snippets).hasSize(2);
    NginxProcess.replace(conf, "http {", "http {\n" + snippets.get(0));
    NginxProcess.replace(
        conf.resolveSibling("routes.conf"), "location / {", "location / {\n" + snippets.get(1));
    nginx = NginxProcess.start(prefix, conf, http1);
    url = "http://127.0.0.1:" + http1;
  }

  @AfterAll
  static void stop() {
    if (nginx != null) {
      nginx.close();
    }
    if (served != null) {
      served.close();
    }
  }

  @Test
  void a_form_and_put_work() throws Exception {
    Path file = Files.writeString(dir.resolve("f.csv"), "age\n" + "7\n".repeat(200_000));
    String route = url + "/v1/transform?schema=ages&errors=only";
    for (var ran :
        List.of(
            Curl.run("-F", "file=@" + file, "-F", "x=y", route),
            Curl.run("-T", file.toString(), route))) {
      assertThat(ran.exit()).isZero();
      assertThat(ran.out()).contains("\"complete\":true,\"recordsRead\":200000");
    }
  }

  @Test
  void csv_has_its_length_and_its_summary() throws Exception {
    String labels =
        IntStream.range(0, 165).mapToObj(i -> "größe" + i).collect(Collectors.joining(","));
    Path file = Files.writeString(dir.resolve("g.csv"), labels + "\nx\n", UTF_8);
    Path headers = dir.resolve("headers");
    var ran =
        Curl.run(
            "-D",
            headers.toString(),
            "--data-binary",
            "@" + file,
            url + "/v1/transform?format=csv");
    String head = Files.readString(headers).toLowerCase(Locale.ROOT);
    assertThat(ran.out()).isEqualTo(labels + "\r\n");
    assertThat(head).contains("content-length: " + (labels.getBytes(UTF_8).length + 2));
    String summary =
        head.lines().filter(l -> l.startsWith("rowgate-summary: ")).findFirst().orElseThrow();
    assertThat(summary.length()).isGreaterThan(3_500);
    var fault =
        Curl.run(
            "--data-binary",
            "@" + file,
            url + "/v1/transform?format=csv&errors=fail",
            "-w",
            "%{http_code}");
    assertThat(fault.out()).endsWith("422");
  }

  @Test
  void a_key_that_sends_too_much_is_told_to_wait() throws Exception {
    var ran =
        Curl.run(
            "-o",
            "/dev/null",
            "-w",
            "%{http_code}\\n",
            "-H",
            "Authorization: Bearer one",
            url + "/livez/none?[1-300]");
    // In less than half a minute they are more than the rate and the burst let pass.
    assertThat(ran.lines()).contains("404", "503").hasSize(300);
    var other =
        Curl.run("-w", "%{http_code}", "-H", "Authorization: Bearer two", url + "/livez/none");
    assertThat(other.out()).endsWith("404");
  }
}
