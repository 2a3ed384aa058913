package dev.rowgate.http.log;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.docs.Markdown;
import dev.rowgate.http.Served;
import dev.rowgate.http.Server;
import dev.rowgate.http.Start;
import dev.rowgate.http.settings.Settings;
import dev.rowgate.http.watched.ApiKeyFileTest;
import dev.rowgate.options.Limit;
import dev.rowgate.options.Limits;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Tests the metrics of a service that has handled requests.
@Timeout(240)
class MetricsTest {

  private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");

  @Test
  void requests_rows_and_problems_are_counted_when_a_request_is_over() throws Exception {
    try (var served = Served.plain()) {
      served.transform("", "a,b\n1,2\n3\n4,5,6\n\"7\"x,8\n");
      served.transform("?errors=only", "a,b\n1,2\n3,4\n5\n");
      served.transform("", "a,a\n");
      try (var raw = served.connect()) {
        raw.send("POST /v1/transform?errors=fail HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n\r\n");
        raw.send("a,b\n1\n").readToEnd();
      }
      served.get("/nope");
      served.get("/v1/schemas/peple");

      assertThat(
              metricsWith(
                  served,
                  line("rowgate_http_requests_total", "POST", "/v1/transform", 200, 3),
                  "outcomes_total{outcome=\"refused\"} 3.0"))
          .contains(
              line("rowgate_http_requests_total", "POST", "/v1/transform", 200, 3),
              line("rowgate_http_requests_total", "POST", "/v1/transform", 422, 1),
              line("rowgate_http_requests_total", "GET", "none", 404, 1),
              line("rowgate_http_requests_total", "GET", "/v1/schemas/{name}", 404, 1),
              "rowgate_http_request_outcomes_total{outcome=\"refused\"} 3.0",
              "rowgate_http_request_outcomes_total{outcome=\"stopped\"} 1.0",
              "rowgate_http_request_outcomes_total{outcome=\"defect\"} 0.0",
              "rowgate_rows_total{outcome=\"written\"} 1.0",
              "rowgate_rows_total{outcome=\"withheld\"} 2.0",
              "rowgate_rows_total{outcome=\"rejected\"} 5.0",
              "rowgate_problems_total{code=\"missing-cell\"} 3.0",
              "rowgate_problems_total{code=\"extra-cell\"} 1.0",
              "rowgate_problems_total{code=\"stray-quote\"} 1.0",
              "rowgate_problems_total{code=\"duplicate-label\"} 1.0",
              "rowgate_problems_total{code=\"record-rejected\"} 1.0",
              "rowgate_problems_total{code=\"unknown-route\"} 1.0",
              "rowgate_problems_total{code=\"type-error\"} 0.0",
              "rowgate_http_received_bytes_total 47.0",
              "rowgate_http_request_duration_seconds_count{route=\"/v1/transform\"} 4");
    }
  }

  private static String line(String name, String method, String route, int status, int count) {
    return "%s{method=\"%s\",route=\"%s\",status=\"%d\"} %d.0"
        .formatted(name, method, route, status, count);
  }

  @Test
  void what_runs_is_told_while_it_runs_and_what_is_turned_away() throws Exception {
    Limits one = Limits.STANDARD.with(Limit.MAX_CONVERSIONS, 1);
    try (var served = Served.start(null, one, one.idleTime());
        var raw = served.connect()) {
      raw.send("POST /v1/transform HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
      raw.sendChunk("a\n1\n").readUntil("{\"a\":\"1\"}");
      served.transform("", "a\n");

      assertThat(metricsWith(served, "requests_in_flight 2.0", "refused_total 1.0"))
          .contains(
              "rowgate_conversions_in_flight 1.0",
              "rowgate_conversions_limit 1.0",
              "rowgate_conversions_refused_total 1.0",
              "rowgate_http_requests_in_flight 2.0",
              "rowgate_problems_total{code=\"too-busy\"} 1.0",
              "rowgate_spool_bytes 0.0",
              "rowgate_spool_limit_bytes 8.589934592E9",
              "rowgate_buffer_bytes 0.0");

      raw.send("0\r\n\r\n").readUntil("\r\n0\r\n\r\n");
      String none = "rowgate_conversions_in_flight 0.0";
      assertThat(metricsWith(served, none)).contains(none);
    }
  }

  @Test
  void a_file_that_becomes_wrong_is_found_by_looking(@TempDir Path dir) throws Exception {
    Path schema = Files.writeString(dir.resolve("people.json"), "{\"fields\":[{\"name\":\"a\"}]}");
    Path keys = Files.writeString(dir.resolve("keys"), ApiKeyFileTest.line("ada", "one"));
    var settings = new Settings(null, 0, dir, Limits.STANDARD).withKeys(keys);
    try (var served = Served.start(settings, Limits.STANDARD.idleTime())) {
      assertThat(metrics(served))
          .contains("rowgate_schemas 1.0", "rowgate_schemas_faulty 0.0", "rowgate_keys_faulty 0.0");

      for (Path file : new Path[] {schema, keys}) {
        Files.writeString(file, "{");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L));
      }

      assertThat(metrics(served))
          .contains("rowgate_schemas 1.0", "rowgate_schemas_faulty 1.0", "rowgate_keys_faulty 1.0");
    }
  }

  @Test
  void rules_count_together_whatever_their_codes(@TempDir Path dir) throws Exception {
    Files.writeString(
        dir.resolve("rooms.json"),
        """
        {"fields":[{"name":"a"},{"name":"b"}],"rowgate:rules":[
         {"code":"one","message":"m","exactlyOneOf":["a","b"]},
         {"code":"some","message":"m","severity":"warning","atLeastOneOf":["a","b"]}]}
        """);
    try (var served = Served.withSchemas(dir)) {
      served.transform("?schema=rooms", "a,b\n1,2\n,\n");

      assertThat(metricsWith(served, "rowgate_warnings_total 1.0"))
          .contains("rowgate_problems_total{code=\"rule\"} 2.0", "rowgate_warnings_total 1.0")
          .doesNotContain("\"one\"", "\"some\"");
    }
  }

  @Test
  void no_client_can_make_a_label() throws Exception {
    try (var served = Served.plain()) {
      for (String request : new String[] {"FORGED /livez", "GET /forged", "GET /problems/forged"}) {
        try (var raw = served.connect()) {
          raw.send(request + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").readToEnd();
        }
      }
      assertThat(metricsWith(served, "method=\"other\"", "route=\"/problems/{code}\""))
          .contains("method=\"other\"", "route=\"/problems/{code}\"")
          .doesNotContainIgnoringCase("forged");
    }
  }

  @Test
  void openmetrics_is_spoken_with_who_asks_for_it() throws Exception {
    try (var served = Served.plain();
        var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(served.url() + "/metrics"))
              .header("Accept", "application/openmetrics-text;version=1.0.0,text/plain;q=0.5")
              .build();
      var response = client.send(request, BodyHandlers.ofString());
      assertThat(response.headers().firstValue("Content-Type"))
          .hasValueSatisfying(type -> assertThat(type).startsWith("application/openmetrics-text"));
      assertThat(response.body()).endsWith("# EOF\n");

      var plain = served.get("/metrics");
      assertThat(plain.headers().firstValue("Content-Type"))
          .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
    }
  }

  @Test
  void the_jvm_and_its_process_are_told_of() throws Exception {
    try (var served = Served.plain()) {
      assertThat(metrics(served))
          .contains(
              "jvm_memory_used_bytes{area=\"heap\"} ",
              "jvm_memory_used_bytes{area=\"nonheap\"} ",
              "jvm_gc_collection_seconds_count{",
              "jvm_threads_current ",
              "process_start_time_seconds ",
              "rowgate_build_info{version=");
    }
  }

  @Test
  void operations_md_lists_them_all_and_no_others() throws Exception {
    var documented =
        Markdown.read("src/docs/operations.md").table("metric").stream()
            .map(row -> row.getFirst().replace("`", "") + " " + row.get(1))
            .collect(toCollection(TreeSet::new));
    try (var served = Served.plain()) {
      served.transform("", "a\n");
      var told =
          TYPE.matcher(metrics(served))
              .results()
              .filter(type -> type.group(1).startsWith("rowgate_"))
              .map(type -> type.group(1) + " " + type.group(2))
              .collect(toCollection(TreeSet::new));

      assertThat(told).isEqualTo(documented);
    }
  }

  @Test
  void with_a_second_port_metrics_are_there_alone_and_health_on_both() throws Exception {
    var settings =
        new Settings(null, 0, null, Limits.STANDARD)
            .withAdmin(new Settings.Address("127.0.0.1", 0));
    try (var served = Served.start(settings, Limits.STANDARD.idleTime())) {
      assertThat(served.getFrom(served.adminUrl() + "/metrics").statusCode()).isEqualTo(200);
      for (String path : new String[] {"/metrics", "/metrics;x", "/%6detrics"}) {
        var response = served.get(path);
        assertThat(response.statusCode()).isIn(400, 404);
        assertThat(response.body()).contains("\"code\":");
      }
      for (String path : new String[] {"/livez", "/readyz"}) {
        assertThat(served.get(path).statusCode()).isEqualTo(200);
        assertThat(served.getFrom(served.adminUrl() + path).statusCode()).isEqualTo(200);
      }
      for (String path : new String[] {"/v1/schemas", "/v1;x/schemas", "/problems/bad-option"}) {
        assertThat(served.getFrom(served.adminUrl() + path).statusCode()).isEqualTo(404);
      }
      assertThat(served.get("/v1/schemas").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void a_second_port_that_is_taken_is_told() throws Exception {
    try (var taken = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      var settings =
          new Settings(null, 0, null, Limits.STANDARD)
              .withAdmin(new Settings.Address("127.0.0.1", taken.getLocalPort()));
      Start start = Server.start(settings, () -> {});
      assertThat(start).isInstanceOf(Start.Failed.class);
      assertThat(((Start.Failed) start).reason())
          .startsWith("127.0.0.1:" + taken.getLocalPort() + ": ");
    }
  }

  private static String metrics(Served served) throws Exception {
    return served.get("/metrics").body();
  }

  /// Returns the metrics once they contain that: a response arrives slightly before its request
  /// ends.
  private static String metricsWith(Served served, String... awaited) throws Exception {
    String page = metrics(served);
    for (int i = 0; i < 500 && !Stream.of(awaited).allMatch(page::contains); i++) {
      Thread.sleep(10);
      page = metrics(served);
    }
    return page;
  }
}
