package dev.rowgate.http.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.bytes.Compression;
import dev.rowgate.http.Served;
import dev.rowgate.http.media.BodyKind;
import dev.rowgate.http.media.ContentCoding;
import dev.rowgate.http.media.Representation;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Options;
import dev.rowgate.options.Respond;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A request gets the plan of one that asked the same, and of no other.
@Timeout(240)
class PlanCacheTest {

  private static final String WHOLE = "{\"fields\":[{\"name\":\"a\",\"type\":\"integer\"}]}";
  private static final String TEXT = "{\"fields\":[{\"name\":\"a\"}]}";

  private static final Plan PLAN =
      new Plan(
          new Representation("application/x-ndjson", ContentCoding.IDENTITY, true, "utf-8"),
          Dialect.RFC_4180,
          Dialect.RFC_4180,
          Options.STANDARD,
          Compression.DETECT,
          Respond.AUTO,
          BodyKind.CSV,
          null,
          new WeakReference<>(null));

  @TempDir Path directory;

  private final HttpClient client = HttpClient.newHttpClient();
  private Served served;

  @BeforeEach
  void start() throws Exception {
    Files.writeString(directory.resolve("s.json"), WHOLE);
    served = Served.start(directory, Limits.STANDARD, Duration.ofSeconds(30));
  }

  @AfterEach
  void stop() {
    client.close();
    served.close();
  }

  @Test
  void each_part_of_the_request_counts() throws Exception {
    for (int round = 0; round < 3; round++) {
      assertThat(send("", "a;b\n1;2\n").body()).startsWith("{\"a;b\":\"1;2\"}");
      assertThat(send("?delimiter=;", "a;b\n1;2\n").body()).startsWith("{\"a\":\"1\",\"b\":\"2\"}");
      assertThat(send("?schema=s", "a\n1\n").body()).startsWith("{\"a\":1}");
      assertThat(send("?schema=s&errors=skip", "a\nx\n").body()).startsWith("{\"_summary\"");
      assertThat(send("?schema=s", "a\nx\n").body()).startsWith("{\"_error\"");
      assertThat(send("?schema=t", "a\n1\n").statusCode()).isEqualTo(404);
      assertThat(send("?errors=no", "a\n1\n").statusCode()).isEqualTo(400);
      assertThat(send("", "a\tb\n1\t2\n", "Content-Type", "text/tab-separated-values").body())
          .startsWith("{\"a\":\"1\",\"b\":\"2\"}");
      assertThat(send("", "a\n\u00e9\n", "Content-Type", "text/csv; charset=iso-8859-1").body())
          .contains("\u00c3\u00a9");
      assertThat(send("", "a\n1\n", "Content-Type", "image/png").statusCode()).isEqualTo(415);
      assertThat(send("", "a\n1\n", "Content-Encoding", "identity").statusCode()).isEqualTo(200);
      assertThat(send("", "a\n1\n", "Content-Encoding", "gzip").statusCode()).isEqualTo(400);
      assertThat(send("", "a\n1\n", "Content-Encoding", "br").statusCode()).isEqualTo(415);
      assertThat(type(send("", "a\n1\n", "Accept", "text/plain"))).startsWith("text/plain");
      assertThat(type(send("", "a\n1\n", "Accept", "*/*"))).isEqualTo("application/x-ndjson");
      assertThat(send("", "a\n1\n", "Accept", "image/png").statusCode()).isEqualTo(406);
      assertThat(send("", "a\n1\n", "Accept-Encoding", "*;q=0").statusCode()).isEqualTo(406);
      assertThat(coding(send("", "a\n1\n", "Accept-Encoding", "gzip, *;q=0"))).isEqualTo("gzip");
      assertThat(coding(send("", "a\n1\n", "Accept-Encoding", "gzip"))).isEmpty();
      assertThat(post("/v1/validate", "a\n1\n").body()).contains("\"valid\":true");
    }
  }

  /// A header that comes twice is read anew, whatever each of the two says.
  @Test
  void a_header_that_is_given_twice_is_refused_as_before() throws Exception {
    for (int round = 0; round < 2; round++) {
      assertThat(send("", "a\n1\n", "Content-Type", "text/csv").statusCode()).isEqualTo(200);
      var twice =
          send("", "a\n1\n", "Content-Type", "text/csv", "Content-Type", "text/csv; header=absent");
      assertThat(twice.statusCode()).isEqualTo(400);
    }
  }

  @Test
  void a_schema_that_changes_is_read_with_the_next_request_that_sees_it() throws Exception {
    assertThat(send("?schema=s", "a\n1\n").body()).startsWith("{\"a\":1}");
    Files.writeString(
        directory.resolve("s.json"), "{\"schema\":" + TEXT + ",\"dialect\":{\"delimiter\":\";\"}}");
    String body = "";
    for (int i = 0; i < 1_000 && !body.startsWith("{\"a\":\"1,2\"}"); i++) {
      body = send("?schema=s", "a\n1,2\n").body();
      Thread.sleep(10);
    }
    assertThat(body).startsWith("{\"a\":\"1,2\"}\n{\"_summary\":");
  }

  /// Whatever strangers send.
  @Test
  void it_is_bounded() {
    var cache = new PlanCache();
    for (int i = 0; i < 1_000; i++) {
      cache.keep(key("maxErrors=" + i, "text/csv"), PLAN);
      assertThat(cache.size()).isBetween(1, 64);
    }
    assertThat(cache.find(key("maxErrors=999", "text/csv"))).isSameAs(PLAN);
    assertThat(key("x".repeat(3_000), "text/csv")).isNull();
    assertThat(key("a=b", "text/csv; x=" + "y".repeat(3_000))).isNull();
    assertThat(cache.find(null)).isNull();
  }

  private static PlanCache.Key key(String query, String type) {
    return PlanCache.Key.of(
        OutputKind.LINES, query, HttpFields.build().put(HttpHeader.CONTENT_TYPE, type));
  }

  private HttpResponse<String> send(String query, String csv, String... headers) throws Exception {
    return post("/v1/transform" + query, csv, headers);
  }

  private HttpResponse<String> post(String path, String csv, String... headers) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(served.url() + path))
            .timeout(Served.PATIENCE)
            .POST(HttpRequest.BodyPublishers.ofString(csv));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String type(HttpResponse<?> answer) {
    return answer.headers().firstValue("Content-Type").orElse("");
  }

  private static String coding(HttpResponse<?> answer) {
    return answer.headers().firstValue("Content-Encoding").orElse("");
  }
}
