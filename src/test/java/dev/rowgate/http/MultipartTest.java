package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
@Timeout(120)
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
        Arguments.of(file + schema + END, "part 'schema' should come here"),
        Arguments.of(file + END, "part 'schema' should come here"),
        Arguments.of(schema + END, "it has no part 'file'"),
        Arguments.of(END, "it has no part 'schema'"),
        Arguments.of(schema + schema + file + END, "part 'file' should come here"),
        Arguments.of(schema + part("data", "x") + END, "part 'file' should come here"),
        Arguments.of(schema, "it ends without its last boundary"),
        Arguments.of("", "it ends without its last boundary"),
        Arguments.of("no parts at all", "it ends without its last boundary"),
        Arguments.of("x".repeat(100_000), "there is too much outside its parts"),
        Arguments.of("--BB\r\n: no name\r\n\r\n", "its parts are laid out wrong"),
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
