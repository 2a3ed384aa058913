package dev.rowgate.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.sun.management.ThreadMXBean;
import dev.rowgate.options.Limits;
import dev.rowgate.problem.SchemaProblem;
import dev.rowgate.schema.constraint.Constraint;
import dev.rowgate.schema.type.StringType;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileSchemaTest {
  private static final int MIB = Limits.STANDARD.schemaBytes();

  @Property
  void no_bytes_make_the_reader_throw(@ForAll byte[] bytes) {
    assertThatCode(() -> SchemaReader.read(bytes, MIB)).doesNotThrowAnyException();
  }

  @Property(tries = 5_000)
  void no_text_that_looks_like_a_schema_makes_the_reader_throw(@ForAll("nearSchemas") String json) {
    assertThatCode(() -> Schemas.read(json)).doesNotThrowAnyException();
  }

  /// A valid schema with some values replaced.
  @Provide
  Arbitrary<String> nearSchemas() {
    Arbitrary<String> values =
        Arbitraries.of(
            "1",
            "-1",
            "1.5",
            "1e9999",
            "true",
            "null",
            "''",
            "'a'",
            "'integer'",
            "'number'",
            "'string'",
            "'date'",
            "'boolean'",
            "'NaN'",
            "[]",
            "{}",
            "['a']",
            "[1]",
            "[[]]",
            "[null]",
            "[{'value':'a'}]",
            "{'required':true}",
            "{'minimum':1,'maximum':0}",
            "{'enum':[1,'a']}",
            "{'pattern':'('}",
            "{'jsonSchema':{'$ref':'#'}}",
            "{'minLength':1e5}",
            "'\\u0000'",
            "'%Y'",
            "'default'");
    return values
        .list()
        .ofSize(9)
        .map(v ->
            ("{'fields':[{'name':%s,'type':%s,'format':%s,'constraints':%s,'trueValues':%s,"
                    + "'missingValues':%s},{'name':'b','type':'number','constraints':%s}],"
                    + "'fieldsMatch':%s,'primaryKey':%s}")
                .formatted(v.toArray()));
  }

  @Test
  void a_mebibyte_is_read_and_a_byte_more_is_not() {
    String start = "{\"fields\":[{\"name\":\"a\"}],\"title\":\"";
    String json = start + "x".repeat(MIB - start.length() - 2) + "\"}";

    assertThat(SchemaReader.read(json.getBytes(UTF_8), MIB))
        .isInstanceOf(SchemaResult.Parsed.class);
    assertThat(Schemas.faults(json + " ")).containsExactly("schema-too-large ");
  }

  @Test
  void nothing_large_makes_much_of_itself() {
    assertThat(Schemas.faults("{'fields':" + "[".repeat(500_000)))
        .containsExactly("schema-not-json ");
    assertThat(Schemas.faults("[" + "1,".repeat(100_000) + "1]"))
        .containsExactly("schema-wrong-value ");
    assertThat(Schemas.faults("[" + "1,".repeat(500_000) + "1]"))
        .containsExactly("schema-not-supported ");
    assertThat(
            Schemas.faultsOfField(
                "{'name':'a','constraints':{'enum':[" + "[],".repeat(100_000) + "1]}}"))
        .hasSize(101);
    assertThat(
            Schemas.problems(
                "{'fields':[{'name':'"
                    + "x".repeat(900_000)
                    + "','type':'"
                    + "y".repeat(100_000)
                    + "'}]}"))
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).hasSizeLessThan(1_000));
  }

  /// Each of 60,000 unknown names could be compared with 10,000 known ones.
  @Test
  void names_that_there_are_not_cost_little_however_many_there_are() {
    String fields = numbered(10_000, i -> "{'name':'column" + i + "'}");
    String unknown = numbered(60, i -> "'colunm" + i + "'");
    String rules =
        numbered(900, i -> "{'code':'r" + i + "','message':'m','exactlyOneOf':[" + unknown + "]}");
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();

    List<SchemaProblem> problems =
        Schemas.problems("{'fields':[" + fields + "],'rowgate:rules':[" + rules + "]}");

    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(200L << 20);
    assertThat(problems.getFirst().message())
        .contains("column48, column49 and 9950 more; did you mean 'column");
    assertThat(problems.getLast().message()).contains("to list more problems than these");
    assertThat(problems.stream().mapToLong(problem -> problem.message().length()).sum())
        .isLessThan((256L << 10) + 10_000);
  }

  /// Each message lists 50 names of 190 characters, so that fewer than 100 reach the limit.
  @Test
  void long_messages_together_have_a_limit() {
    String name = "x".repeat(185);
    String fields = numbered(50, i -> "{'name':'" + name + i + "'}");
    String unknown = numbered(100, i -> "'unknown" + i + "'");

    List<SchemaProblem> problems =
        Schemas.problems(
            "{'fields':["
                + fields
                + "],'rowgate:rules':[{'code':'r','message':'m','exactlyOneOf':["
                + unknown
                + "]}]}");

    assertThat(problems).hasSizeBetween(20, 99);
    assertThat(problems.getLast().message()).contains("to list more problems than these");
    assertThat(problems.stream().mapToLong(problem -> problem.message().length()).sum())
        .isBetween(256L << 10, (256L << 10) + 12_000);
  }

  private static String numbered(int count, IntFunction<String> one) {
    return IntStream.range(0, count).mapToObj(one).collect(joining(","));
  }

  @Test
  void long_enumerations_are_looked_up_and_not_searched() {
    var words = new StringBuilder("'0'");
    for (int i = 1; i < 90_000; i++) {
      words.append(",'").append(i).append('\'');
    }
    Constraint oneOf = Schemas.constraint("string", "enum", "[" + words + "]");

    for (int i = 0; i < 100_000; i++) {
      assertThat(oneOf.holds(Cells.value(new StringType(), Integer.toString(i))))
          .isEqualTo(i < 90_000);
    }
  }

  /// Above the size limit it is refused; otherwise each cell needs log₂ of a million comparisons.
  @Test
  void an_enumeration_of_a_million_is_refused_or_looked_up() {
    var json = new StringBuilder("{\"fields\":[{\"name\":\"a\",\"constraints\":{\"enum\":[0");
    for (int i = 1; i < 1_000_000; i++) {
      json.append(',').append(i);
    }
    byte[] bytes = json.append("]}}]}").toString().getBytes(UTF_8);

    assertThat(SchemaReader.read(bytes, MIB)).isInstanceOf(SchemaResult.Invalid.class);
    assertThat(SchemaReader.read(bytes, 2 * bytes.length))
        .isInstanceOfSatisfying(
            SchemaResult.Parsed.class,
            parsed -> {
              Field field = parsed.schema().fields().getFirst();
              Constraint oneOf = field.constraints().getFirst();
              assertThat(oneOf.holds(Cells.value(field.type(), "999999"))).isTrue();
              assertThat(oneOf.holds(Cells.value(field.type(), "1000000"))).isFalse();
            });
  }

  @Test
  void fields_are_at_most_10000() {
    var fields = new StringBuilder("{'name':'0'}");
    for (int i = 1; i < 10_000; i++) {
      fields.append(",{'name':'").append(i).append("','type':'integer'}");
    }

    assertThat(Schemas.parsed("{'fields':[" + fields + "]}").fields()).hasSize(10_000);
    assertThat(Schemas.faults("{'fields':[" + fields + ",{'name':'x'}]}"))
        .containsExactly("schema-wrong-value /fields");
  }

  @Test
  void a_deep_json_schema_is_refused_with_the_depth() {
    String deep = "{'not':".repeat(40) + "{}" + "}".repeat(40);

    assertThat(
            Schemas.messagesOfField(
                "{'name':'a','type':'object','constraints':{'jsonSchema':" + deep + "}}"))
        .singleElement()
        .asString()
        .contains("nested more than 32 levels deep");
  }

  @Test
  void no_place_in_a_schema_leads_out_of_it() {
    for (String out : new String[] {"../s.json", "/etc/passwd", "http://127.0.0.1/s", "file:s"}) {
      assertThat(Schemas.faults("{'schema':'" + out + "'}")).hasSize(1);
      assertThat(
              Schemas.faultsOfField(
                  "{'name':'a','type':'array','constraints':{'jsonSchema':{'items':{'$ref':'"
                      + out
                      + "'}}}}"))
          .containsExactly("schema-not-supported /fields/0/constraints/jsonSchema/items/$ref");
    }
  }

  @Test
  void a_pattern_that_would_never_end_ends() {
    Constraint pattern = Schemas.constraint("string", "pattern", "'(a+)+$'");

    assertThat(pattern.holds(Cells.value(new StringType(), "a".repeat(200_000) + "!"))).isFalse();
  }

  @Test
  void names_that_repeat_are_no_json() {
    assertThat(Schemas.messages("{'fields':[{'name':'a','name':'b'}]}"))
        .singleElement()
        .asString()
        .contains("line 1")
        .contains("Duplicate")
        .contains("name");
  }

  /// Other text of a schema or cell that reaches a library which could throw or expand it.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'type':'string','constraints':{'pattern':'a{99999999999999999999}'}",
        "'type':'string','constraints':{'pattern':'[\\\\x{FFFFFFFFFFFFFFFFFFFF}]'}",
        "'type':'string','constraints':{'minLength':99999999999999999999}",
        "'type':'string','constraints':{'maxLength':'NINES'}",
        "'type':'string','constraints':{'minLength':1e9999}",
        "'type':'integer','constraints':{'minimum':1e9999,'maximum':1e99999}",
        "'type':'integer','constraints':{'minimum':'NINES'}",
        "'type':'number','constraints':{'enum':[1e9999,1e-9999,'1e999999999']}",
        "'type':'duration','constraints':{'minimum':'PNINESY'}",
        "'type':'duration','constraints':{'enum':['PTNINES.NINESS','-P1Y']}",
        "'type':'date','format':'NINES%Y','constraints':{'minimum':'NINES-01-01'}",
        "'type':'datetime','constraints':{'maximum':'-999999999999-12-31T23:59:60Z'}",
        "'type':'year','constraints':{'maximum':'NINES'}",
        "'type':'yearmonth','constraints':{'maximum':'NINES-99'}",
        "'type':'geopoint','format':'array','constraints':{'enum':['[1e9999,1e-9999]']}",
        "'type':'geojson','constraints':{'enum':[{'type':'Point','coordinates':[1e9999,0]}]}",
        "'type':'array','constraints':{'enum':[[1e9999,1e-9999],'[1e9999]']}",
        "'type':'object','constraints':{'enum':[{'a':1e9999}],'minLength':1e2}",
        "'type':'string','format':'uri','constraints':{'enum':['http://[','http://a:NINES/%']}",
        "'type':'integer','groupChar':'','bareNumber':false,'constraints':{'enum':['NINES%']}"
      })
  void no_number_pattern_or_date_of_a_schema_makes_it_throw(String field) {
    String json = "{'fields':[{'name':'a'," + field.replace("NINES", "9".repeat(500_000)) + "}]}";

    assertThatCode(() -> Schemas.read(json)).doesNotThrowAnyException();
    assertThatCode(() -> Schemas.read(json.replace("9".repeat(500_000), "9".repeat(30))))
        .doesNotThrowAnyException();
  }

  @Test
  void a_hundred_thousand_faults_of_a_json_schema_are_not_all_listed() {
    String anyOf = "{'anyOf':[" + "1,".repeat(100_000) + "1]}";

    assertThat(
            Schemas.problems(
                "{'fields':[{'name':'a','type':'object','constraints':{'jsonSchema':"
                    + anyOf
                    + "}}]}"))
        .hasSize(101)
        .first()
        .satisfies(problem ->
            assertThat(problem.pointer()).isEqualTo("/fields/0/constraints/jsonSchema/anyOf/0"));
  }

  /// Values of two or three bytes, which take the most memory for their text. What is allocated
  /// here determines how often the service must collect garbage, and for how long.
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {"1 ~ 200 ~ 80", "[1] ~ 200 ~ 80", "[] ~ 200 ~ 55", "1 ~ 1000 ~ 8", "{} ~ 1000 ~ 8"})
  void a_schema_of_short_values_takes_little_memory(String value, int kilobytes, int perByte) {
    int count = 1_000 * kilobytes / (value.length() + 1);
    byte[] json =
        ("{\"fields\":[{\"name\":\"a\",\"type\":\"array\",\"constraints\":{\"jsonSchema\":{\"anyOf\":["
                + (value + ",").repeat(count - 1)
                + "1]}}}]}")
            .getBytes(UTF_8);
    assertThat(SchemaReader.read(json, MIB)).isInstanceOf(SchemaResult.Invalid.class);
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();

    SchemaReader.read(json, MIB);

    assertThat(threads.getCurrentThreadAllocatedBytes() - before)
        .isLessThan((long) perByte * json.length);
  }

  @Test
  void a_reading_ends_where_its_allowance_does() {
    byte[] json =
        ("{\"fields\":[{\"name\":\"a\",\"constraints\":{\"enum\":["
                + "1,".repeat(100_000)
                + "1]}}]}")
            .getBytes(UTF_8);
    var taken = new long[2];

    SchemaResult all =
        SchemaReader.read(
            json,
            MIB,
            bytes -> {
              taken[0] += bytes;
              return true;
            });
    SchemaResult ended =
        SchemaReader.read(
            json,
            MIB,
            bytes -> {
              taken[1] += bytes;
              return taken[1] < 1 << 20;
            });

    assertThat(all).isInstanceOf(SchemaResult.Parsed.class);
    assertThat(taken[0]).isBetween(100L * json.length, 200L * json.length);
    assertThat(ended).isNull();
    assertThat(taken[1]).isLessThan(2 << 20);
  }

  @Test
  void patterns_count_with_what_they_become() {
    assertThat(taken("[a-z]{1,50}") - taken("[a-z]")).isGreaterThan(5_000);
  }

  private static long taken(String pattern) {
    byte[] json =
        ("{\"fields\":[{\"name\":\"a\",\"type\":\"string\",\"constraints\":{\"pattern\":\""
                + pattern
                + "\"}}]}")
            .getBytes(UTF_8);
    var taken = new long[1];
    SchemaReader.read(
        json,
        MIB,
        bytes -> {
          taken[0] += bytes;
          return true;
        });
    return taken[0];
  }
}
