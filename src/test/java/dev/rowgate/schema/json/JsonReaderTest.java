package dev.rowgate.schema.json;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.problem.SchemaProblem.NotJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

  private static final int VALUES = 1_000;

  private static Json document(String json) {
    return switch (read(json.getBytes(UTF_8))) {
      case JsonReader.Result.Document(Json root) -> root;
      case JsonReader.Result.Broken(var problem) -> throw new AssertionError(problem.message());
    };
  }

  private static NotJson broken(byte[] json) {
    return switch (read(json)) {
      case JsonReader.Result.Document(Json root) -> throw new AssertionError("read: " + root);
      case JsonReader.Result.Broken(NotJson problem) -> problem;
      case JsonReader.Result.Broken(var problem) -> throw new AssertionError(problem.message());
    };
  }

  private static JsonReader.Result read(byte[] json) {
    return JsonReader.read(json, VALUES, new Diagnostics(Allowance.UNLIMITED));
  }

  private static NotJson broken(String json) {
    return broken(json.getBytes(UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "`` ~ 1 ~ 1 ~ there is nothing in it",
        "{\"a\":1} {} ~ 1 ~ 9 ~ there is more behind its end",
        "{\"a\":1}} ~ 1 ~ 8 ~ Unexpected close marker '}': no open Object to close",
        "{\"a\":} ~ 1 ~ 6 ~ Unexpected character ('}' (code 125)): expected a value",
        "{\"a\":1 ~ 1 ~ 7 ~ Unexpected end-of-input: expected close marker for Object",
        "[1, ~ 1 ~ 4 ~ Unexpected end-of-input within/between Array entries",
        "\"abc ~ 1 ~ 5 ~ Unexpected end-of-input",
        "{\"a\":1,\"a\":2} ~ 1 ~ 11 ~ Duplicate Object property \"a\"",
        "{\"a\":{\"b\":1,\"b\":2}} ~ 1 ~ 16 ~ Duplicate Object property \"b\"",
        "{a:1} ~ 1 ~ 2 ~ Unexpected character ('a' (code 97)): was expecting double-quote",
        "[NaN] ~ 1 ~ 5 ~ 'NaN' is not a value in JSON",
        "[-Infinity] ~ 1 ~ 11 ~ '-Infinity' is not a value in JSON",
        "[+1] ~ 1 ~ 3 ~ Unexpected character ('+' (code 43)): a number has no plus sign in JSON",
        "[0x1] ~ 1 ~ 3 ~ Unexpected character ('x' (code 120)): there are no hexadecimal numbers",
        "[} ~ 1 ~ 2 ~ Unexpected close marker '}': expected ']'",
        "[\"a\tb\"] ~ 1 ~ 4 ~ Illegal unquoted character",
        "[\"\\x\"] ~ 1 ~ 4 ~ Unrecognized character escape 'x'",
        "[01] ~ 1 ~ 3 ~ Invalid numeric value: Leading zeroes not allowed",
        "[1.] ~ 1 ~ 3 ~ Unexpected character (']' (code 93))",
        "['a'] ~ 1 ~ 2 ~ Unexpected character (''' (code 39))",
        "[1,] ~ 1 ~ 4 ~ Unexpected character (']' (code 93))",
        "// no\\n1 ~ 1 ~ 1 ~ Unexpected character ('/' (code 47)): there are no comments in JSON",
        "yes ~ 1 ~ 1 ~ Unrecognized token 'yes'",
      })
  void says_where_and_why_a_text_is_no_json(String json, int line, int column, String reason) {
    NotJson problem = broken(json);

    assertThat(problem.reason())
        .startsWith(reason)
        .doesNotContain("Source", "Stream", "Feature", "`", "\n");
    assertThat(problem.line()).isEqualTo(line);
    assertThat(problem.columnInLine()).isEqualTo(column);
  }

  @Test
  void counts_lines() {
    assertThat(broken("{\n  \"a\": 1,\n  \"b\": oops\n}").line()).isEqualTo(3);
    assertThat(broken("{\n  \"a\": 1,\n  \"b\": oops\n}").columnInLine()).isEqualTo(8);
  }

  @Test
  void leaves_out_what_jackson_says_of_itself() {
    assertThat(broken("[".repeat(33)).reason()).isEqualTo("it is nested more than 32 levels deep");
  }

  @Test
  void says_where_a_limit_is_exceeded() {
    NotJson nested = broken("\n" + "[".repeat(100));
    assertThat(nested.line()).isEqualTo(2);
    assertThat(nested.columnInLine()).isEqualTo(33);
    NotJson number = broken("{\n \"a\": " + "1".repeat(5_000) + "}");
    assertThat(number.line()).isEqualTo(2);
    assertThat(number.reason()).isEqualTo("a number has more than 1000 characters");
    NotJson name = broken("{\"a\": 1,\n\"" + "n".repeat(20_001) + "\":1}");
    assertThat(name.line()).isEqualTo(2);
    assertThat(name.reason()).isEqualTo("a name has more than 10000 characters");
  }

  @Test
  void goes_32_levels_deep() {
    assertThat(document("[".repeat(32) + "]".repeat(32))).isInstanceOf(Json.Arr.class);
    assertThat(broken("[".repeat(33) + "]".repeat(33)).reason()).contains("32");
    assertThat(broken("{\"a\":".repeat(100_000)).reason()).contains("deep");
  }

  @Test
  void keeps_the_text_of_numbers_up_to_1000_characters() {
    String digits = "9".repeat(1_000);

    assertThat(document(digits).scalar()).isEqualTo(digits);
    assertThat(document("1.50E+1").scalar()).isEqualTo("1.50E+1");
    assertThat(document("-0").scalar()).isEqualTo("-0");
    assertThat(broken(digits + "9").reason()).contains("1000");
  }

  @Test
  void bounds_the_length_of_names() {
    assertThat(document("{\"" + "a".repeat(10_000) + "\":1}")).isInstanceOf(Json.Obj.class);
    assertThat(broken("{\"" + "a".repeat(20_001) + "\":1}").reason()).contains("10000");
  }

  @Test
  void drops_a_byte_order_mark() {
    assertThat(document("\uFEFF\"a\"").scalar()).isEqualTo("a");
    assertThat(broken("\uFEFF\uFEFF1").line()).isEqualTo(1);
  }

  @Test
  void reads_utf_8_alone() {
    assertThat(broken("{\"a\":1}".getBytes(UTF_16BE)).line()).isEqualTo(1);
    NotJson problem = broken(new byte[] {'[', '\n', '"', (byte) 0xC3, '"', ']'});

    assertThat(problem.reason()).isEqualTo("here are bytes that are not UTF-8");
    assertThat(problem.line()).isEqualTo(2);
    assertThat(problem.columnInLine()).isEqualTo(2);
    assertThat(broken(new byte[] {'"', 'a', (byte) 0xE2, (byte) 0x82}).reason())
        .isEqualTo("here are bytes that are not UTF-8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"\\ud800\"", "\"a\\udc00\"", "\"\\ud800\\ud800\"", "\"\\udc00\\ud800\""})
  void refuses_half_a_surrogate_pair(String json) {
    assertThat(broken(json).reason()).isEqualTo("a text has one half of a surrogate pair");
  }

  @Test
  void refuses_half_a_surrogate_pair_in_a_name() {
    assertThat(broken("{\"\\ud800\":1}").reason()).contains("half of a surrogate pair");
    assertThat(broken("{\"\\udc00\":1}").reason()).contains("half of a surrogate pair");
  }

  @Test
  void reads_whole_surrogate_pairs() {
    assertThat(document("\"\\ud83d\\ude00\"").scalar()).isEqualTo("😀");
  }

  @Test
  void tells_each_place_as_a_pointer() {
    var root = (Json.Obj) document("{\"a/b\":[{\"m~n\":1}],\"\":{\"é\":2}}");
    var list = (Json.Arr) root.at("a/b");
    var first = (Json.Obj) list.items().getFirst();

    assertThat(root.place().pointer()).isEmpty();
    assertThat(list.place().pointer()).isEqualTo("/a~1b");
    assertThat(first.at("m~n").place().pointer()).isEqualTo("/a~1b/0/m~0n");
    assertThat(((Json.Obj) root.at("")).at("é").place().pointer()).isEqualTo("//é");
  }

  /// Lists, objects, empty ones and names, each by itself and nested.
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "[ ~ 1 ~ 999 ~ ]",
        "{\"a\":[ ~ [] ~ 998 ~ ]}",
        "[ ~ {} ~ 999 ~ ]",
        "[ ~ \",[{\" ~ 999 ~ ]",
        "{\"a\":[ ~ {\"b\":1} ~ 499 ~ ]}",
        "[1,[ ~ [true,null] ~ 332 ~ ]]",
      })
  void values_are_counted_exactly(String start, String item, int items, String end) {
    String json = start + (item + ",").repeat(items - 1) + item;

    boolean isRead = read((json + end).getBytes(UTF_8)) instanceof JsonReader.Result.Document;
    boolean isRefused =
        read((json + "," + item + end).getBytes(UTF_8))
                instanceof JsonReader.Result.Broken(var problem)
            && problem.message().contains("a file with more than 1000 JSON values");

    assertThat(isRead).isTrue();
    assertThat(isRefused).isTrue();
  }

  @Test
  void a_long_text_that_is_no_json_is_reported_as_that() {
    assertThat(broken("[" + "1,".repeat(900) + "]").reason()).startsWith("Unexpected character");
  }

  @Test
  void equal_short_texts_are_one_object() {
    Json.Arr list = (Json.Arr) document("[\"short\",17,{\"short\":\"17\"},\"shorter\"]");
    Json.Obj object = (Json.Obj) list.items().get(2);

    assertThat(object.members().keySet())
        .singleElement()
        .isSameAs(list.items().getFirst().scalar());
    assertThat(object.at("short").scalar()).isSameAs(list.items().get(1).scalar());
    assertThat(list.items().getLast().scalar()).isEqualTo("shorter");
  }
}
