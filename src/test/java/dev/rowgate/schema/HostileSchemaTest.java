package dev.rowgate.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.sun.management.ThreadMXBean;
import dev.rowgate.options.Limits;
import dev.rowgate.problem.SchemaProblem;
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

  /// A whole schema of which some values are others.
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
    assertThat(Schemas.faults("[" + "1,".repeat(500_000) + "1]"))
        .containsExactly("schema-wrong-value ");
    assertThat(
            Schemas.faultsOfField(
                "{'name':'a','constraints':{'enum':[" + "[],".repeat(300_000) + "1]}}"))
        .hasSize(10_001);
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

  /// Each of 60,000 names that there aren't could be told with the 10,000 that there are.
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
        .isBetween(1L << 20, (2L << 20) + 10_000);
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

  /// Beyond the limit on a schema; past that, each word is looked up in as many steps as a million
  /// has binary digits.
  @Test
  void an_enumeration_of_a_million_is_refused_or_looked_up() {
    var json = new StringBuilder("{\"fields\":[{\"name\":\"a\",\"constraints\":{\"enum\":[0");
    for (int i = 1; i < 1_000_000; i++) {
      json.append(',').append(i);
    }
    byte[] bytes = json.append("]}}]}").toString().getBytes(UTF_8);

    assertThat(SchemaReader.read(bytes, MIB)).isInstanceOf(SchemaResult.Invalid.class);
    assertThat(SchemaReader.read(bytes, bytes.length))
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
        .contains("depth");
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
}
