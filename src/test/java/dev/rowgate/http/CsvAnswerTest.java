package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rows, and rejected records, as CSV: whole or not at all.
@Timeout(240)
class CsvAnswerTest {

  private static final String CSV = "name,age\nAda,036\nGrace,old\nZoë,29\n";

  private static Served served;
  private static HttpClient client;

  @BeforeAll
  static void start(@TempDir Path schemas) throws Exception {
    Files.writeString(
        schemas.resolve("people.json"),
        "{\"fields\":[{\"name\":\"name\"},{\"name\":\"age\",\"type\":\"integer\"}]}");
    served = Served.withSchemas(schemas);
    client = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() {
    client.close();
    served.close();
  }

  private static HttpResponse<byte[]> send(String query, byte[] body, String... headers)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(served.url() + "/v1/transform" + query))
            .timeout(Served.PATIENCE)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  /// Jetty ends an answer of no bytes by itself.
  @Test
  void an_empty_answer_is_complete_in_the_metrics_too() throws Exception {
    for (String query : List.of("?format=csv&header=false", "?errors=skip&summary=false")) {
      HttpResponse<byte[]> answer =
          send(query, (query.contains("csv") ? "\n\n" : "a,b\n").getBytes(UTF_8));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEmpty();
    }
    assertThat(served.get("/metrics").body())
        .contains("rowgate_http_request_outcomes_total{outcome=\"client-gone\"} 0.0");
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @Test
  void valid_records_come_as_csv_with_length_and_summary() throws Exception {
    var answer = send("?schema=people&format=csv", CSV.getBytes(UTF_8));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(new String(answer.body(), UTF_8)).isEqualTo("name,age\r\nAda,36\r\nZoë,29\r\n");
    assertThat(header(answer, "Content-Type")).isEqualTo("text/csv; charset=utf-8");
    assertThat(header(answer, "Content-Length")).isEqualTo(String.valueOf(answer.body().length));
    assertThat(header(answer, "Rowgate-Summary"))
        .isEqualTo(
            "{\"complete\":true,\"recordsRead\":3,\"rowsWritten\":2,\"rowsRejected\":1,"
                + "\"bytesRead\":35,\"problems\":{\"type-error\":{\"age\":1}}}");
  }

  @Test
  void accept_asks_for_it_too() throws Exception {
    var answer = send("?schema=people", CSV.getBytes(UTF_8), "Accept", "text/csv");
    assertThat(new String(answer.body(), UTF_8)).startsWith("name,age\r\nAda,36\r\n");
    var lines = send("?format=ndjson", CSV.getBytes(UTF_8), "Accept", "text/csv");
    assertThat(lines.statusCode()).isEqualTo(406);
    var packed =
        send("?format=csv", "a\n1\n".repeat(2_000).getBytes(UTF_8), "Accept-Encoding", "gzip");
    assertThat(header(packed, "Content-Encoding")).isEqualTo("gzip");
    assertThat(header(packed, "Content-Length")).isEqualTo(String.valueOf(packed.body().length));
  }

  @Test
  void rejected_records_come_as_csv_in_the_input_s_encoding() throws Exception {
    Charset windows = Charset.forName("windows-1252");
    var answer =
        send(
            "?schema=people&format=rejects-csv&encoding=windows-1252&delimiter=%3B",
            "name;age\nZoë;old\nAda;36\n".getBytes(windows));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(new String(answer.body(), windows))
        .isEqualTo(
            "_line;_errors;name;age\n"
                + "2;\"type-error in age: 'old' is not an integer\";Zoë;old\n");
    assertThat(header(answer, "Content-Type")).isEqualTo("text/csv; charset=windows-1252");
    assertThat(header(answer, "Rowgate-Summary")).contains("\"rowsValid\":1,\"rowsRejected\":1");
  }

  @Test
  void rejects_before_the_first_well_formed_record_follow_a_header_of_its_columns()
      throws Exception {
    var answer =
        send("?format=rejects-csv&header=false", "\"open\n1,2\n1,2,3\n4,5\n6\n".getBytes(UTF_8));

    assertThat(new String(answer.body(), UTF_8))
        .startsWith("_line,_errors,\"field1\",\"field2\"\n1,")
        .hasLineCount(4);
    assertThat(new String(send("?header=false", answer.body()).body(), UTF_8))
        .contains("\"rowsWritten\":0,\"rowsRejected\":3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "format=csv&errors=fail",
        "format=rejects-csv&errors=fail",
        "format=csv&maxErrors=0",
        "format=csv&errors=fail&respond=auto"
      })
  void a_fault_is_a_problem_with_the_summary(String query) throws Exception {
    var answer = send("?schema=people&" + query, CSV.getBytes(UTF_8));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
    assertThat(header(answer, "Rowgate-Summary")).isEmpty();
    assertThat(new String(answer.body(), UTF_8)).contains("\"summary\":{\"complete\":false");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "format=csv&respond=straight",
        "format=csv&nulls=omit",
        "format=csv&errors=only",
        "format=rejects-csv&errors=skip",
        "format=rejects-csv&positions=true",
        "format=rejects-csv&commentRows=3",
        "format=xml"
      })
  void what_would_have_no_effect_is_refused(String query) throws Exception {
    var answer = send("?" + query, CSV.getBytes(UTF_8));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(new String(answer.body(), UTF_8)).contains("\"code\":\"bad-option\"");
  }

  @Test
  void a_refusal_through_accept_is_one_too() throws Exception {
    var answer = send("?errors=only", CSV.getBytes(UTF_8), "Accept", "text/csv");
    assertThat(answer.statusCode()).isEqualTo(400);
  }

  @Test
  void without_summary_there_is_no_header() throws Exception {
    var answer = send("?format=csv&summary=false", CSV.getBytes(UTF_8));
    assertThat(header(answer, "Rowgate-Summary")).isEmpty();
  }

  @Test
  void a_long_summary_is_shortened_to_counts_by_code() throws Exception {
    String labels =
        IntStream.range(0, 500).mapToObj(i -> "größe" + i).collect(Collectors.joining(","));
    var long_ = send("?format=csv", (labels + "\nx\n").getBytes(UTF_8));
    assertThat(header(long_, "Rowgate-Summary"))
        .isEqualTo(
            "{\"complete\":true,\"recordsRead\":1,\"rowsWritten\":0,\"rowsRejected\":1,"
                + "\"bytesRead\":"
                + (labels.getBytes(UTF_8).length + 3)
                + ",\"problems\":{\"missing-cell\":499},\"shortened\":true}");
    var one = send("?format=csv", "größe,b\nx\n".getBytes(UTF_8));
    assertThat(header(one, "Rowgate-Summary")).contains("{\"missing-cell\":{\"b\":1}}");
    var escaped = send("?format=csv", "b,größe\nx\n".getBytes(UTF_8));
    assertThat(header(escaped, "Rowgate-Summary")).contains("\"gr\\u00f6\\u00dfe\":1");
  }

  @Test
  void a_long_answer_has_its_length_too() throws Exception {
    String rows = "12345,67890\n".repeat(400_000);
    var answer = send("?format=csv", ("a,b\n" + rows).getBytes(UTF_8));
    assertThat(header(answer, "Content-Length")).isEqualTo(String.valueOf(answer.body().length));
    assertThat(new String(answer.body(), UTF_8)).isEqualTo("a,b\r\n" + rows.replace("\n", "\r\n"));
  }
}
