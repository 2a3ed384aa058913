package dev.rowgate.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A malformed header on HTTP/2 fails its own request, with 400, and no other on the connection
/// (RFC 9113, 8.1.1).
@Timeout(240)
class MalformedHttp2HeadersTest {

  private static final Map<String, String> USUAL =
      Map.of(":method", "POST", ":scheme", "http", ":authority", "localhost", ":path", "/livez");

  private static Served served;

  @BeforeAll
  static void start() {
    served = Served.plain();
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "content-length|x",
        "content-length|",
        "content-length| ",
        "content-length|-1",
        "content-length|+4",
        "content-length|4, 4",
        "content-length|4, 5",
        "content-length|0x4",
        "content-length|4.0",
        "content-length|99999999999999999999",
        "content-length|9223372036854775808",
        "content-length|\u0664",
        "|x",
        "X-Upper|x",
        "x y|x",
        "x|a\u0001b",
        "x|a\nb",
        ":unknown|x",
        ":status|200",
        ":method|POST",
        ":path|/",
        "connection|close",
        "te|gzip",
        "transfer-encoding|chunked"
      })
  void costs_its_own_request_alone(String header) throws Exception {
    String[] parts = header.split("\\|", -1);
    var block = new ByteArrayOutputStream();
    USUAL.forEach((name, value) -> Frames.field(block, Frames.PLAIN, name, value));
    Frames.field(block, Frames.PLAIN, parts[0], parts[1]);
    assertRefusedAlone(block.toByteArray());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ":authority | [",
        ":authority | [::",
        ":authority | a:b",
        ":authority | a:99999999",
        ":path      | ''",
        ":path      | x y",
        ":scheme    | ''"
      })
  void in_front_of_the_others_too(String name, String value) throws Exception {
    var block = new ByteArrayOutputStream();
    Frames.field(block, Frames.PLAIN, name, value);
    USUAL.entrySet().stream()
        .filter(usual -> !usual.getKey().equals(name))
        .forEach(usual -> Frames.field(block, Frames.PLAIN, usual.getKey(), usual.getValue()));
    assertRefusedAlone(block.toByteArray());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "content-length | abc       | Content-Length",
        "content-length | ''        | Content-Length",
        "content-length | -1        | Content-Length",
        "content-length | 5, 6      | Content-Length",
        "content-length | 1 2       | Content-Length",
        ":authority     | localhost | pseudo-headers",
        ":path          | /livez    | pseudo-headers",
        ":other         | x         | pseudo-headers",
        ":status        | 200       | pseudo-headers",
        "connection     | close     | a header that HTTP/2 doesn't have",
        "x y            | z         | no valid name",
      })
  void it_is_named(String name, String value, String words) throws Exception {
    var block = new ByteArrayOutputStream();
    USUAL.forEach((usual, of) -> Frames.field(block, Frames.PLAIN, usual, of));
    Frames.field(block, Frames.PLAIN, name, value);
    assertThat(assertRefusedAlone(block.toByteArray()).text()).contains(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ":method    | ''       | its method",
        ":method    | G ET     | its method",
        ":authority | a:b      | its host",
        ":path      | /livez#x | a fragment",
      })
  void so_is_a_pseudo_header(String name, String value, String words) throws Exception {
    var block = new ByteArrayOutputStream();
    USUAL.forEach(
        (usual, of) -> Frames.field(block, Frames.PLAIN, usual, usual.equals(name) ? value : of));
    assertThat(assertRefusedAlone(block.toByteArray()).text()).contains(words);
  }

  @Test
  void connect_is_no_method_here() throws Exception {
    var block = new ByteArrayOutputStream();
    Frames.field(block, Frames.PLAIN, ":method", "CONNECT");
    Frames.field(block, Frames.PLAIN, ":authority", "localhost:80");
    try (var client = new Frames(served.server().port())) {
      Frames.Stream refused = client.block(1, Frames.END_STREAM, block.toByteArray()).awaitEnd(1);
      assertThat(refused.status).isEqualTo(405);
      assertThat(refused.text()).contains("CONNECT is not allowed here").doesNotContain("null");
    }
  }

  @Test
  void a_length_that_is_given_twice_is_refused() throws Exception {
    var block = new ByteArrayOutputStream();
    USUAL.forEach((name, value) -> Frames.field(block, Frames.PLAIN, name, value));
    Frames.field(block, Frames.PLAIN, "content-length", "4");
    Frames.field(block, Frames.PLAIN, "content-length", "4");
    assertRefusedAlone(block.toByteArray());
  }

  /// The block is read to its end, so that what it puts into the table of HPACK is there for the
  /// next ones.
  @ParameterizedTest
  @ValueSource(strings = {"content-length|x", "|x", "X-Upper|x", ":authority|["})
  void the_table_of_headers_has_what_stands_around_it(String header) throws Exception {
    String[] parts = header.split("\\|", -1);
    try (var client = new Frames(served.server().port())) {
      var block = new ByteArrayOutputStream();
      if (!USUAL.containsKey(parts[0])) {
        Frames.field(block, Frames.PLAIN, ":authority", "localhost");
      }
      Frames.field(block, Frames.PLAIN, ":method", "POST");
      Frames.field(block, Frames.PLAIN, ":scheme", "http");
      Frames.field(block, Frames.PLAIN, ":path", "/v1/transform");
      Frames.field(block, Frames.PLAIN, parts[0], parts[1]);
      Frames.field(block, Frames.INDEXED, "content-type", "text/tab-separated-values");
      client.block(1, Frames.END_STREAM, block.toByteArray());
      assertThat(client.awaitEnd(1).status).isIn(0, 400);

      var next = new ByteArrayOutputStream();
      Frames.field(next, Frames.PLAIN, ":method", "POST");
      Frames.field(next, Frames.PLAIN, ":scheme", "http");
      Frames.field(next, Frames.PLAIN, ":authority", "localhost");
      Frames.field(next, Frames.PLAIN, ":path", "/v1/transform");
      // The newest entry of the table.
      next.write(0x80 | 62);
      client.block(3, 0, next.toByteArray()).data(3, Frames.END_STREAM, "a\tb\n1\t2\n");
      assertThat(client.awaitEnd(3).text()).contains("{\"a\":\"1\",\"b\":\"2\"}");
    }
  }

  @ParameterizedTest
  @CsvSource({"X-Upper, x", "'', x", "content-length, x"})
  void in_trailers_it_breaks_the_upload_and_no_other(String name, String value) throws Exception {
    try (var client = new Frames(served.server().port())) {
      client.request(1, 0, "POST", "/v1/transform", "content-type", "text/csv");
      client.request(3, 0, "POST", "/v1/transform", "content-type", "text/csv");
      client.data(3, 0, "a\n1\n").trailers(3, name, value);
      assertThat(client.awaitEnd(3).text()).doesNotContain("\"complete\":true");
      client.data(1, Frames.END_STREAM, "a\n1\n");
      assertThat(client.awaitEnd(1).text()).contains("\"complete\":true");
      assertThat(client.isRefused()).isFalse();
    }
  }

  /// The request is sent with a body, between the beginning and the end of another one.
  private static Frames.Stream assertRefusedAlone(byte[] block) throws Exception {
    try (var client = new Frames(served.server().port())) {
      client.request(1, 0, "POST", "/v1/transform", "content-type", "text/csv");
      client.data(1, 0, "a\n1\n");
      client.block(3, 0, block).data(3, Frames.END_STREAM, "a\n1\n");
      Frames.Stream refused = client.awaitEnd(3);
      assertThat(refused.status).isEqualTo(400);
      assertThat(refused.text())
          .contains("\"code\":\"bad-request\"", "the request can't be read: ")
          .doesNotContainIgnoringCase("exception")
          .doesNotContain("input string", "For ", "CNTL", "null", "isn't valid HTTP");
      client.data(1, Frames.END_STREAM, "2\n");
      assertThat(client.awaitEnd(1).text()).contains("{\"a\":\"2\"}", "\"complete\":true");
      assertThat(client.isRefused()).as("the connection goes on").isFalse();
      assertThat(served.get("/metrics").body())
          .contains("rowgate_http_request_outcomes_total{outcome=\"defect\"} 0.0");
      return refused;
    }
  }

  /// RFC 9113, 6.5.2: a table of headers may have any size of 32 bits.
  @ParameterizedTest
  @ValueSource(longs = {0, 100, 4_096, 65_536, 0x7fff_ffffL, 0x8000_0000L, 0xffff_ffffL})
  void the_client_s_table_of_headers_may_have_any_size(long bytes) throws Exception {
    try (var client = new Frames(served.server().port())) {
      for (int id = 1; id < 8; id += 2) {
        client.setting(1, (int) bytes).request(id, Frames.END_STREAM, "GET", "/livez");
        assertThat(client.awaitEnd(id).status).isEqualTo(200);
      }
      assertThat(client.isRefused()).isFalse();
    }
  }
}
