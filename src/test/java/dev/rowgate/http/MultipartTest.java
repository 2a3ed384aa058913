package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.options.Limit;
import dev.rowgate.options.Limits;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests of a schema and a file in one multipart body.
@Timeout(240)
class MultipartTest {

  private static final String AGES = "{\"fields\":[{\"name\":\"age\",\"type\":\"integer\"}]}";
  private static final String TYPE = "multipart/form-data; boundary=BB";

  private static Served served;

  @BeforeAll
  static void start(@TempDir Path schemas) throws Exception {
    Files.writeString(schemas.resolve("ages.json"), AGES);
    served = Served.withSchemas(schemas);
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  private static String part(String name, String content) {
    return part("Content-Disposition: form-data; name=\"" + name + "\"", "", content);
  }

  private static String part(String disposition, String otherHeaders, String content) {
    return "--BB\r\n" + disposition + "\r\n" + otherHeaders + "\r\n" + content + "\r\n";
  }

  private static final String END = "--BB--\r\n";

  private static HttpResponse<String> send(String body) throws Exception {
    return served.transform("", TYPE, body.getBytes(ISO_8859_1));
  }

  @Test
  void the_schema_types_the_rows() throws Exception {
    var response = send(part("schema", AGES) + part("file", "age\n36\n") + END);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .startsWith("{\"age\":36}\n{\"_summary\":{\"complete\":true,")
        .contains("\"bytesRead\":7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/transform", "/v1/validate", "/v1/infer"})
  void a_line_of_the_file_that_is_equal_to_the_boundary_is_refused(String path) throws Exception {
    for (String line : new String[] {"--BB--", "--BB"}) {
      String body = part("file", "a,b\n1,2\n" + line + "\n3,4\n") + END;
      try (var raw = served.connect()) {
        raw.send("POST " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n");
        raw.send(
            "Content-Type: " + TYPE + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        assertThat(raw.readToEnd())
            .startsWith("HTTP/1.1 400 ")
            .contains("\"code\":\"bad-multipart\"", "its first line ends in CRLF");
      }
    }
  }

  @Test
  void a_part_without_a_body_may_end_at_its_headers() throws Exception {
    String bare = "--BB\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n";
    assertThat(send(bare + part("file", "a\n1\n") + END).body())
        .contains("{\"a\":\"1\"}", "unknown-part");
  }

  @Test
  void options_are_in_the_query() throws Exception {
    String body = part("schema", AGES) + part("file", "age\nx\n") + END;
    var response = served.transform("?errors=skip", TYPE, body.getBytes(UTF_8));
    assertThat(response.body()).startsWith("{\"_summary\":");
  }

  @Test
  void the_file_s_own_media_type_tells_of_the_csv() throws Exception {
    var body = new ByteArrayOutputStream();
    String disposition = "content-disposition: form-data; filename=\"a;b.csv\"; name=file";
    body.writeBytes(part("schema", "{\"fields\":[{\"name\":\"age\"}]}").getBytes(UTF_8));
    body.writeBytes(
        ("--BB\r\n" + disposition + "\r\nContent-type: text/csv; charset=utf-16le\r\n\r\n")
            .getBytes(UTF_8));
    body.writeBytes("age\nü\n".getBytes(UTF_16LE));
    body.writeBytes(("\r\n" + END).getBytes(UTF_8));
    var response = served.transform("", TYPE, body.toByteArray());
    assertThat(response.body()).startsWith("{\"age\":\"ü\"}\n");
  }

  @Test
  void another_media_type_of_the_file_is_not_minded() throws Exception {
    String file =
        part(
            "Content-Disposition: form-data; name=\"file\"; filename=\"x.csv\"",
            "Content-Type: application/vnd.ms-excel\r\n",
            "age\n1\n");
    assertThat(send(part("schema", AGES) + file + END).statusCode()).isEqualTo(200);
  }

  private static String file(String disposition, String fileName, String type, String content) {
    return part(
        "Content-Disposition: form-data; name=\""
            + disposition
            + "\"; filename=\""
            + fileName
            + "\"",
        type.isEmpty() ? "" : "Content-Type: " + type + "\r\n",
        content);
  }

  /// curl knows few extensions: it sends a `.tsv` as `application/octet-stream`.
  @ParameterizedTest
  @ValueSource(strings = {"", "application/octet-stream", "text/plain; charset=utf-8"})
  void the_file_s_name_implies_tabs_if_its_media_type_says_nothing(String type) throws Exception {
    for (String name : new String[] {"x.tsv", "X.TAB"}) {
      String body = file("file", name, type, "a\tb\n1\t2\n") + END;
      assertThat(send(body).body()).startsWith("{\"a\":\"1\",\"b\":\"2\"}\n");
      assertThat(served.transform("?delimiter=,", TYPE, body.getBytes(UTF_8)).body())
          .startsWith("{\"a\\tb\":\"1\\t2\"}");
    }
    assertThat(send(file("file", "x.tsv", type, "sep=;\na;b\n1;2\n") + END).body())
        .startsWith("{\"a\":\"1\",\"b\":\"2\"}\n");
  }

  @Test
  void a_media_type_of_csv_counts_more_than_the_file_s_name() throws Exception {
    for (String type : new String[] {"text/csv", "application/vnd.ms-excel"}) {
      assertThat(send(file("file", "x.tsv", type, "a\tb,c\n1\t2,3\n") + END).body())
          .startsWith("{\"a\\tb\":\"1\\t2\",\"c\":\"3\"}\n");
    }
  }

  @Test
  void the_name_of_a_reference_implies_tabs_too() throws Exception {
    String schema =
        """
        {"fields": [{"name": "c"}, {"name": "d"}], "foreignKeys": [
          {"fields": "c", "reference": {"resource": "codes", "fields": "code"}}]}
        """;
    String codes = file("reference:codes", "codes.tsv", "", "code\tname\nDE\tGermany\n");
    assertThat(send(part("schema", schema) + codes + part("file", "c,d\nDE,1\n") + END).body())
        .startsWith("{\"c\":\"DE\",\"d\":\"1\"}\n");
  }

  @Test
  void curl_sends_a_tsv_with_its_name(@TempDir Path directory) throws Exception {
    String tabs = "file=@" + Files.writeString(directory.resolve("t.tsv"), "a\tb\n1\t2\n");
    String commas = "file=@" + Files.writeString(directory.resolve("c.tsv"), "a,b\n1,2\n3,4\n");

    assertThat(Curl.run("-F", tabs, served.url() + "/v1/transform").lines().getFirst())
        .isEqualTo("{\"a\":\"1\",\"b\":\"2\"}");
    assertThat(Curl.run("-F", tabs, served.url() + "/v1/validate").lines().getFirst())
        .contains("\"valid\":true");
    // What the file contains counts there, and its name doesn't.
    assertThat(String.join("", Curl.run("-F", commas, served.url() + "/v1/infer").lines()))
        .contains("\"delimiter\":\",\"");
  }

  @Test
  void curl_sends_it(@TempDir Path directory) throws Exception {
    Path schema = Files.writeString(directory.resolve("s.json"), AGES);
    Path file = Files.writeString(directory.resolve("f.csv"), "age\n" + "7\n".repeat(500_000));
    var result =
        Curl.run("-F", "schema=@" + schema, "-F", "file=@" + file, served.url() + "/v1/transform");
    assertThat(result.exit()).isZero();
    assertThat(result.lines()).hasSize(500_001);
    assertThat(result.lines().getLast()).contains("\"complete\":true,\"recordsRead\":500000,");
  }

  static Stream<Arguments> bad() {
    String schema = part("schema", AGES);
    String file = part("file", "age\n1\n");
    return Stream.of(
        Arguments.of(file + schema + END, "part 'schema' comes too late: first 'schema', then"),
        Arguments.of(schema + END, "it has no part 'file'"),
        Arguments.of(END, "it has no part 'file'"),
        Arguments.of(schema + schema + file + END, "it has two parts 'schema'"),
        Arguments.of(part("reference:x", "a\n") + file + END, "'reference:x' needs a schema"),
        Arguments.of(file + file + END, "it has two parts 'file'"),
        Arguments.of(
            schema + part("data", "x") + END,
            "it has no part 'file'; it has 'data'; send the file with curl -F file=@FILE"),
        Arguments.of(part("x", "y").repeat(1_001) + file + END, "more than 1000 parts"),
        Arguments.of(schema, "it ends without its last boundary"),
        Arguments.of("", "it ends without its last boundary"),
        Arguments.of("no parts at all", "it ends without its last boundary"),
        Arguments.of("x".repeat(100_000), "there is too much outside its parts"),
        Arguments.of("--BB\r\n: no name\r\n\r\n", "its parts are laid out wrong"),
        Arguments.of(
            "--BB\r\nX: " + "x".repeat(5_000) + "\r\n\r\n",
            "the headers of a part are longer than 4096 bytes"),
        Arguments.of(
            "--BB\r\n" + "X: xxxxxxxx\r\n".repeat(1_000) + "\r\n",
            "the headers of a part are longer than 4096 bytes"),
        Arguments.of(
            part("schema", "X-Long: " + "x".repeat(5_000) + "\r\n", "{}"),
            "its parts are laid out wrong"));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void parts_in_another_way_are_400(String body, String why) throws Exception {
    var response = send(body);
    assertThat(response.body()).contains("\"code\":\"bad-multipart\"").contains(why);
    assertThat(response.statusCode()).isEqualTo(400);
  }

  @Test
  void a_file_alone_is_text_or_has_the_schema_of_the_query() throws Exception {
    byte[] body = (part("file", "age\n36\n") + END).getBytes(UTF_8);

    assertThat(served.transform("", TYPE, body).body()).startsWith("{\"age\":\"36\"}\n");
    assertThat(served.transform("?schema=ages", TYPE, body).body()).startsWith("{\"age\":36}\n");
    assertThat(served.transform("?schema=no", TYPE, body).statusCode()).isEqualTo(404);
  }

  static Stream<String> withOthers() {
    String file = part("file", "age\n36\n");
    String other = part("token", "x\r\ny");
    return Stream.of(
        other + file + END,
        file + other + END,
        part("schema", AGES) + other + file + END,
        other + part("schema", AGES) + file + other + END);
  }

  @ParameterizedTest
  @MethodSource("withOthers")
  void another_part_is_passed_over_with_a_warning(String body) throws Exception {
    var response = send(body);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .contains("36")
        .contains("\"complete\":true,\"recordsRead\":1")
        .contains("\"warnings\":[{\"code\":\"unknown-part\"")
        .contains("'token'");
  }

  @Test
  void many_other_parts_are_one_warning_that_names_the_first() throws Exception {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < 500; i++) {
      body.append(part("p" + i, "x".repeat(200)));
    }
    var response = send(body + part("file", "age\n36\n") + END);
    assertThat(response.body())
        .contains("'p0', 'p1'")
        .contains("'p9' and 490 more")
        .doesNotContain("p10'");
  }

  @Test
  void another_part_may_be_no_longer_than_an_upload() throws Exception {
    var limits = Limits.STANDARD.with(Limit.MAX_UPLOAD_BYTES, 100_000);
    try (var small = Served.start(null, limits, limits.idleTime())) {
      String body = part("big", "x".repeat(120_000)) + part("file", "age\n36\n") + END;
      var response = small.transform("", TYPE, body.getBytes(UTF_8));
      assertThat(response.statusCode()).isEqualTo(413);
      assertThat(response.body()).contains("upload-too-large");
    }
  }

  @Test
  void validate_and_infer_take_the_file_too(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("f.csv"), "age\n7\nx\n");
    String form = "file=@" + file;
    var report = Curl.run("-F", form, served.url() + "/v1/validate?schema=ages");
    assertThat(report.out()).contains("\"valid\":false").contains("\"type-error\":{\"age\":1}");
    var inferred = Curl.run("-F", "a=b", "-F", form, "-F", "c=d", served.url() + "/v1/infer");
    assertThat(inferred.out())
        .contains("\"name\":\"age\"")
        .contains("parts that aren't read: 'a', 'c'; there are: file");
  }

  @Test
  void curl_uploads_with_put(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("f.csv"), "age\n7\n");
    for (String route :
        new String[] {"/v1/transform", "/v1/validate?errors=only&schema=ages", "/v1/infer"}) {
      var result = Curl.run("--fail", "-T", file.toString(), served.url() + route);
      assertThat(result.exit()).as(route).isZero();
      assertThat(result.out()).as(route).doesNotContain("/problems/").isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-d file=@f.csv", "-d file=age%0A7%0A", "--data-binary file=age\n7\n"})
  void a_field_of_a_url_encoded_form_is_told_what_it_is(String arguments) throws Exception {
    String[] both = arguments.split(" ", 2);
    for (String query : new String[] {"", "?header=false"}) {
      var result = Curl.run(both[0], both[1], served.url() + "/v1/transform" + query);
      assertThat(result.out())
          .contains("\"status\":400")
          .contains("\"code\":\"newlines-lost\"")
          .contains("the field 'file' of a form")
          .contains("-F file=@FILE");
    }
  }

  @Test
  void a_field_of_any_name_is_told_by_its_encoded_line_ends(@TempDir Path directory)
      throws Exception {
    Path file = Files.writeString(directory.resolve("f.csv"), "age,b\n7,8\n");
    for (String route : new String[] {"/v1/transform", "/v1/validate", "/v1/infer"}) {
      assertThat(Curl.run("--data-urlencode", "csv@" + file, served.url() + route).out())
          .contains("\"status\":400")
          .contains("the field 'csv' of a form")
          .contains("-F file=@FILE");
    }
    assertThat(Curl.run("-d", "csv=a,b", served.url() + "/v1/transform").out())
        .contains("the body has no line end");
    assertThat(Curl.run("-d", "a=%0A,b\n1,2", served.url() + "/v1/transform").out())
        .contains("\"complete\":true");
  }

  @Test
  void a_schema_in_the_query_too_is_400() throws Exception {
    String body = part("schema", AGES) + part("file", "age\n1\n") + END;
    var response = served.transform("?schema=ages", TYPE, body.getBytes(UTF_8));
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("\"code\":\"bad-multipart\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"multipart/form-data", "multipart/form-data; boundary="})
  void a_boundary_must_be_named(String type) throws Exception {
    var response = served.transform("", type, END.getBytes(UTF_8));
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("its Content-Type has no boundary");
  }

  @Test
  void a_wrong_schema_is_400_with_all_its_problems() throws Exception {
    String schema = "{\"fields\":[{\"name\":\"a\",\"type\":\"no\"},{\"type\":\"integer\"}]}";
    var response = send(part("schema", schema) + part("file", "age\n1\n") + END);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body())
        .contains("\"pointer\":\"/fields/0/type\"")
        .contains("\"pointer\":\"/fields/1");
  }

  @Test
  void a_schema_past_its_limit_is_refused() throws Exception {
    String schema = AGES + " ".repeat(Limits.STANDARD.schemaBytes());
    var response = send(part("schema", schema) + part("file", "age\n1\n") + END);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("\"code\":\"schema-too-large\"");
  }

  @Test
  void a_file_without_its_last_boundary_has_no_whole_answer() throws Exception {
    try (var raw = served.connect()) {
      String body = part("schema", AGES) + part("file", "age\n1\n2");
      raw.send("POST /v1/transform HTTP/1.1\r\nHost: x\r\nContent-Type: " + TYPE);
      raw.send("\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
      assertThat(raw.readToEnd())
          .contains("\"complete\":false,\"recordsRead\":1,")
          .contains("\"code\":\"bad-multipart\"")
          .doesNotContain("\r\n0\r\n");
    }
  }

  @Test
  void rows_come_while_the_file_is_held_open() throws Exception {
    try (var raw = served.connect()) {
      raw.send("POST /v1/transform HTTP/1.1\r\nHost: x\r\nContent-Type: " + TYPE);
      raw.send("\r\nTransfer-Encoding: chunked\r\n\r\n");
      raw.sendChunk(part("schema", AGES)).sendChunk(part("file", "age\n1\n").stripTrailing());
      raw.sendChunk("\n2\n3");
      raw.readUntil("{\"age\":2}\n");
      raw.sendChunk("\r\n" + END).send("0\r\n\r\n");
      assertThat(raw.readUntil("}}\n")).contains("\"complete\":true,\"recordsRead\":3");
    }
  }
}
