package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.options.OptionReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests every option as a query parameter, and the precedence of sources that contradict each
/// other.
class TransformOptionsTest {

  private static Served served;

  @BeforeAll
  static void start(@TempDir Path schemas) throws Exception {
    Files.writeString(
        schemas.resolve("ages.json"), "{\"fields\":[{\"name\":\"age\",\"type\":\"integer\"}]}");
    Files.writeString(
        schemas.resolve("semicolons.json"),
        """
        {"schema":{"fields":[{"name":"a"},{"name":"b"}]},"dialect":{"delimiter":";"}}
        """);
    served = Served.withSchemas(schemas);
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  static Stream<Arguments> options() {
    return Stream.of(
        Arguments.of("errors=skip", "a,b\n1,2\n3\n", "{'a':'1','b':'2'}"),
        Arguments.of("errors=only&summary=false", "a\n1\n", ""),
        Arguments.of("summary=false", "a\n1\n", "{'a':'1'}"),
        Arguments.of("maxErrors=5", "a\n1\n", "{'a':'1'}"),
        Arguments.of("maxErrorRatio=0.5", "a\n1\n", "{'a':'1'}"),
        Arguments.of("nulls=omit&schema=ages", "age\n1\n\"\"\n", "{'age':1}\n{}"),
        Arguments.of("format=csv", "a,b\n1,\n", "a,b\n1,\"\""),
        Arguments.of("positions=true", "a\n1\n", "{'_record':1,'_line':2,'_byteOffset':2,'a':'1'}"),
        Arguments.of("missingCells=null", "a,b\n1\n", "{'a':'1','b':null}"),
        Arguments.of("delimiter=%3B", "a;b\n1;2\n", "{'a':'1','b':'2'}"),
        Arguments.of("delimiter=tab", "a\tb\n1\t2\n", "{'a':'1','b':'2'}"),
        Arguments.of("quote=%27", "a\n'x,y'\n", "{'a':'x,y'}"),
        Arguments.of("escape=%5C", "a\n\"x\\\"y\"\n", "{'a':'x\\\"y'}"),
        Arguments.of("comment=%23", "a\n#no\n1\n", "{'a':'1'}"),
        Arguments.of("doubleQuote=false&escape=%5C", "a\n\"x\\\"y\"\n", "{'a':'x\\\"y'}"),
        Arguments.of("commentRows=2", "a\nno\n1\n", "{'a':'1'}"),
        Arguments.of("headerRows=1,2&headerJoin=-", "a\nb\n1\n", "{'a-b':'1'}"),
        Arguments.of("caseSensitiveHeader=false&schema=ages", "AGE\n1\n", "{'age':1}"),
        Arguments.of("skipInitialSpace=true", "a,b\n1, 2\n", "{'a':'1','b':'2'}"),
        Arguments.of("nullSequence=NULL", "a\nNULL\n", "{'a':null}"),
        Arguments.of("header=false", "1,2\n", "{'field1':'1','field2':'2'}"),
        Arguments.of("header=absent", "1,2\n", "{'field1':'1','field2':'2'}"),
        Arguments.of("skipRows=1", "junk\na\n1\n", "{'a':'1'}"),
        Arguments.of("skipFooter=1", "a\n1\nTotal\n", "{'a':'1'}"),
        Arguments.of("trim=true", "a,b\n 1 ,2\n", "{'a':'1','b':'2'}"),
        Arguments.of("doubleQuote=false&escape=%5C", "a\n\"x\\\"\"\n", "{'a':'x\\\"'}"),
        Arguments.of("commentRows=2", "a\nno\n1\n", "{'a':'1'}"),
        Arguments.of("headerRows=1,2&headerJoin=-", "a\nb\n1\n", "{'a-b':'1'}"),
        Arguments.of("skipInitialSpace=true", "a, b\n1, 2\n", "{'a':'1','b':'2'}"),
        Arguments.of("nullSequence=NA", "a\nNA\n", "{'a':null}"),
        Arguments.of("lineTerminator=lf", "a\n1\n", "{'a':'1'}"),
        Arguments.of("encoding=utf-8", "a\nü\n", "{'a':'ü'}"));
  }

  @ParameterizedTest
  @MethodSource("options")
  void an_option_is_taken_from_the_query(String query, String csv, String rows) throws Exception {
    var response = served.transform("?" + query, csv);
    assertThat(response.statusCode()).isEqualTo(200);
    String expected = rows.replace('\'', '"');
    assertThat(withoutSummary(response.body())).isEqualTo(expected);
  }

  @Test
  void no_option_is_forgotten_here() {
    String queries =
        options().map(arguments -> (String) arguments.get()[0]).collect(Collectors.joining("&"));
    assertThat(OptionReader.NAMES).allMatch(name -> queries.contains(name + "="));
  }

  @ParameterizedTest
  @ValueSource(strings = {"errors", "maxErrors", "maxErrorRatio", "delimiter", "schema"})
  void an_option_given_twice_is_refused(String name) throws Exception {
    var response = served.transform("?" + name + "=1&" + name + "=1", "a\n1\n");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("\"code\":\"bad-option\"");
  }

  @Test
  void the_door_s_own_name_is_suggested_too() throws Exception {
    var response = served.transform("?shcema=ages", "a\n1\n");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("did you mean 'schema'?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"delimiter=%zz", "errors=%", "%zz=1"})
  void what_cannot_be_decoded_is_refused(String query) throws Exception {
    try (var raw = served.connect()) {
      raw.send("POST /v1/transform?" + query + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
      assertThat(raw.readUntil("}\n")).startsWith("HTTP/1.1 400").contains("bad-option");
    }
  }

  @Test
  void characters_that_cannot_stand_together_are_refused() throws Exception {
    var response = served.transform("?delimiter=%22", "a\n1\n");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("\"code\":\"bad-option\"");
  }

  @Test
  void a_schema_s_dialect_beats_the_media_type() throws Exception {
    var response =
        served.transform(
            "?schema=semicolons", "text/tab-separated-values", "a;b\n1;2\n".getBytes(UTF_8));
    assertThat(response.body()).startsWith("{\"a\":\"1\",\"b\":\"2\"}\n");
  }

  @Test
  void the_query_beats_a_schema_s_dialect() throws Exception {
    var response = served.transform("?schema=semicolons&delimiter=%7C", "a|b\n1|2\n");
    assertThat(response.body()).startsWith("{\"a\":\"1\",\"b\":\"2\"}\n");
  }

  @Test
  void the_query_beats_the_media_type_s_parameters() throws Exception {
    var response =
        served.transform("?header=true", "text/csv; header=absent", "a\n1\n".getBytes(UTF_8));
    assertThat(response.body()).startsWith("{\"a\":\"1\"}\n");
  }

  static Stream<Arguments> mediaTypes() {
    byte[] csv = "a,b\n1,ü\n".getBytes(UTF_8);
    byte[] tsv = "a\tb\n1\tü\n".getBytes(UTF_8);
    byte[] utf16 = "a,b\n1,ü\n".getBytes(UTF_16LE);
    return Stream.of(
        Arguments.of("text/csv", csv),
        Arguments.of("TEXT/CSV;Charset=\"UTF-8\"", csv),
        Arguments.of("text/csv; charset=utf-16le", utf16),
        Arguments.of("text/csv; header=present", csv),
        Arguments.of("text/csv; header=Present; profile=x", csv),
        Arguments.of("text/tab-separated-values", tsv),
        Arguments.of("application/csv", csv),
        Arguments.of("text/plain", csv),
        Arguments.of("text/plain; charset=utf-16le", utf16),
        Arguments.of("text/x-csv", csv),
        Arguments.of("application/x-csv", csv),
        Arguments.of("application/vnd.ms-excel", csv),
        Arguments.of("application/octet-stream", csv),
        Arguments.of("application/x-www-form-urlencoded", csv),
        Arguments.of(null, csv));
  }

  @ParameterizedTest
  @MethodSource("mediaTypes")
  void a_media_type_for_csv_is_taken(String type, byte[] body) throws Exception {
    var response = served.transform("", type, body);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).startsWith("{\"a\":\"1\",\"b\":\"ü\"}\n");
  }

  @Test
  void header_absent_in_the_media_type_makes_names() throws Exception {
    var response = served.transform("", "text/csv; header=absent", "1,2\n".getBytes(UTF_8));
    assertThat(response.body()).startsWith("{\"field1\":\"1\",\"field2\":\"2\"}\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/csv; charset=klingon", "text/csv; header=maybe"})
  void a_parameter_that_says_nothing_known_is_refused(String type) throws Exception {
    var response = served.transform("", type, "a\n1\n".getBytes(UTF_8));
    assertThat(response.statusCode()).isEqualTo(400);
  }

  private static String withoutSummary(String body) {
    return body.lines()
        .filter(line -> !line.contains("_summary"))
        .collect(Collectors.joining("\n"));
  }
}
