package dev.rowgate.schema.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.keyword.UnknownKeywordFactory;
import com.sun.management.ThreadMXBean;
import dev.rowgate.schema.Cells;
import dev.rowgate.schema.Field;
import dev.rowgate.schema.Schemas;
import dev.rowgate.schema.json.JsonReader;
import dev.rowgate.schema.json.SchemaBudget;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSchemaTest {

  private static String field(String type, String jsonSchema) {
    return "{'name': 'a', 'type': '%s', 'constraints': {'jsonSchema': %s}}"
        .formatted(type, jsonSchema);
  }

  private static boolean holds(String type, String jsonSchema, String cell) {
    Field field = Schemas.field(field(type, jsonSchema));
    return field.constraints().getFirst().holds(Cells.value(field.type(), cell.replace('\'', '"')));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "{'properties': {'value': {'type': 'integer'}}} ~ {'value': 100} ~ true",
        "{'properties': {'value': {'type': 'integer'}}} ~ {'value': 'bad'} ~ false",
        "{'properties': {'value': {'type': 'integer'}}} ~ {'value': 1.0} ~ true",
        "{'properties': {'value': {'type': 'integer'}}} ~ {'value': 1e2} ~ true",
        "{'properties': {'value': {'type': 'integer'}}} ~ {'value': 12345678901234567890} ~ true",
        "{'properties': {'value': {'type': 'integer'}}} ~ {'value': 1.5} ~ false",
        "{'properties': {'value': {'const': 1}}} ~ {'value': 1.0} ~ true",
        "{'properties': {'value': {'enum': [1, 'x']}}} ~ {'value': 10e-1} ~ true",
        "{'properties': {'value': {'maximum': 9007199254740993}}} ~ {'value': 9007199254740994} ~"
            + " false",
        "{'properties': {'value': {'multipleOf': 0.1}}} ~ {'value': 0.3} ~ true",
        "{'required': ['b']} ~ {'a': 1} ~ false",
        "{'additionalProperties': false, 'properties': {'a': true}} ~ {'a': 1, 'b': 2} ~ false",
        "{'minProperties': 2} ~ {'a': 1} ~ false",
        "{'propertyNames': {'pattern': '^[a-z]+$'}} ~ {'A': 1} ~ false",
        "{'patternProperties': {'^n_': {'type': 'number'}}} ~ {'n_a': 'x'} ~ false",
        "{'properties': {'a': {'pattern': 'b'}}} ~ {'a': 'abc'} ~ true",
        "{'properties': {'a': {'pattern': '^\\\\d+$'}}} ~ {'a': '12'} ~ true",
        "{'properties': {'a': {'pattern': '^\\\\d+$'}}} ~ {'a': '٤٢'} ~ false",
        "{'properties': {'a': {'format': 'email'}}} ~ {'a': 'no'} ~ true",
        "{'$schema': 'http://json-schema.org/draft-07/schema#', 'properties': {'a': {'format':"
            + " 'date-time'}}} ~ {'a': 'no'} ~ true",
        "{'properties': {'a': {'minLength': 2}}} ~ {'a': '😀'} ~ false",
        "{'anyOf': [{'required': ['a']}, {'required': ['b']}]} ~ {'b': 1} ~ true",
        "{'oneOf': [{'required': ['a']}, {'required': ['b']}]} ~ {'a': 1, 'b': 1} ~ false",
        "{'not': {'required': ['a']}} ~ {'a': 1} ~ false",
        "{'if': {'required': ['a']}, 'then': {'required': ['b']}} ~ {'a': 1} ~ false",
        "{'dependentRequired': {'a': ['b']}} ~ {'a': 1} ~ false",
        "{'allOf': [{'properties': {'a': true}}], 'unevaluatedProperties': false} ~ {'b': 1} ~"
            + " false",
        "{'$ref': '#/$defs/x', '$defs': {'x': {'required': ['a']}}} ~ {'b': 1} ~ false",
        "{'$ref': '#x', '$defs': {'x': {'$anchor': 'x', 'required': ['a']}}} ~ {'b': 1} ~ false",
        "{'$id': 'https://example.org/s', '$ref': '#/$defs/x', '$defs': {'x': {'required':"
            + " ['a']}}} ~ {'b': 1} ~ false",
        "{'properties': {'next': {'$ref': '#'}, 'n': {'type': 'integer'}}} ~ {'next': {'next':"
            + " {'n': 'x'}}} ~ false",
        "{'properties': {'next': {'$ref': '#'}, 'n': {'type': 'integer'}}} ~ {'next': {'next':"
            + " {'n': 1}}} ~ true",
        "{'properties': {'$ref': {'type': 'integer'}, 'pattern': {'type': 'string'}}} ~ {'$ref':"
            + " 1, 'pattern': '('} ~ true",
        "{'const': {'$ref': 'http://x', 'pattern': '('}} ~ {'$ref': 'http://x', 'pattern': '('} ~"
            + " true",
        "{} ~ {'a': 1} ~ true"
      })
  void says_what_an_object_must_be(String jsonSchema, String cell, boolean holds) {
    assertThat(holds("object", jsonSchema, cell)).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "{'items': {'type': 'number'}} ~ [1, 2.5] ~ true",
        "{'items': {'type': 'number'}} ~ [1, 'x'] ~ false",
        "{'minItems': 2} ~ [1] ~ false",
        "{'uniqueItems': true} ~ [1, 1.0] ~ false",
        "{'contains': {'const': 2}} ~ [1, 3] ~ false",
        "{'prefixItems': [{'type': 'string'}], 'items': false} ~ ['a', 1] ~ false",
        "{'$schema': 'http://json-schema.org/draft-07/schema#', 'items': [{'type': 'string'}],"
            + " 'additionalItems': false} ~ ['a', 1] ~ false",
        "{'$schema': 'http://json-schema.org/draft-04/schema#', 'items': {'minimum': 1,"
            + " 'exclusiveMinimum': true}} ~ [1] ~ false",
        "{'$schema': 'https://json-schema.org/draft/2019-09/schema', 'contains': {'const': 2},"
            + " 'maxContains': 1} ~ [2, 2] ~ false",
        "{'type': 'object'} ~ [] ~ false"
      })
  void says_what_an_array_must_be(String jsonSchema, String cell, boolean holds) {
    assertThat(holds("array", jsonSchema, cell)).isEqualTo(holds);
  }

  @Test
  void refers_to_names_with_a_slash() {
    String defs = "'$defs': {'a/b~c': {'required': ['a']}}";

    assertThat(holds("object", "{'$ref': '#/$defs/a~1b~0c', " + defs + "}", "{'b': 1}")).isFalse();
  }

  @Test
  void tells_what_it_expects_by_its_text() {
    assertThat(
            Schemas.constraint("object", "jsonSchema", "{'required': [ 'a' ], 'maxProperties': 2}")
                .expected())
        .isEqualTo("{\"required\":[\"a\"],\"maxProperties\":2}");
    assertThat(
            Schemas.constraint("object", "jsonSchema", "{'title': '" + "x".repeat(300) + "'}")
                .expected())
        .endsWith("…")
        .hasSize(201);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "true ~ wrong-value ~ ``",
        "'x' ~ wrong-value ~ ``",
        "[] ~ wrong-value ~ ``",
        "{'type': 'thing'} ~ wrong-value ~ /type",
        "{'required': 'a'} ~ wrong-value ~ /required",
        "{'properties': {'a': {'minLength': -1}}} ~ wrong-value ~ /properties/a/minLength",
        "{'allOf': [{'maximum': '5'}]} ~ wrong-value ~ /allOf/0/maximum",
        "{'items': {'pattern': 5}} ~ wrong-value ~ /items/pattern",
        "{'maximum': 1e999999999} ~ wrong-value ~ /maximum",
        "{'enum': [1e999999999]} ~ wrong-value ~ /enum/0",
        "{'$schema': 'https://example.org/my'} ~ unknown-name ~ /$schema",
        "{'$schema': 5} ~ wrong-value ~ /$schema",
        "{'$ref': 'https://example.org/s.json'} ~ not-supported ~ /$ref",
        "{'$ref': 'http://169.254.169.254/latest'} ~ not-supported ~ /$ref",
        "{'$ref': 'file:///etc/passwd'} ~ not-supported ~ /$ref",
        "{'$ref': 'classpath:draft/2020-12/schema'} ~ not-supported ~ /$ref",
        "{'$ref': 'https://json-schema.org/draft/2020-12/schema'} ~ not-supported ~ /$ref",
        "{'$ref': '../other.json'} ~ not-supported ~ /$ref",
        "{'$ref': 'other.json#/$defs/x'} ~ not-supported ~ /$ref",
        "{'items': {'$dynamicRef': 'other#x'}} ~ not-supported ~ /items/$dynamicRef",
        "{'$ref': ''} ~ not-supported ~ /$ref",
        "{'$ref': '#/$defs/none'} ~ wrong-value ~ /$ref",
        "{'$ref': '#none'} ~ wrong-value ~ /$ref",
        "{'$ref': '#/examples/0', 'examples': [{'$ref': 'http://x'}]} ~ wrong-value ~ /$ref",
        "{'items': {'$id': 'https://example.org/x'}} ~ not-supported ~ /items/$id",
        "{'items': {'$schema': 'https://example.org/x'}} ~ not-supported ~ /items/$schema",
        "{'properties': {'a': {'pattern': '('}}} ~ bad-pattern ~ /properties/a/pattern",
        "{'properties': {'a': {'pattern': '(?=a)'}}} ~ bad-pattern ~ /properties/a/pattern",
        "{'patternProperties': {'((a{100}){100}){100}': {}}} ~ bad-pattern ~"
            + " /patternProperties/((a{100}){100}){100}",
        "{'propertyNames': {'pattern': '(?i)a'}} ~ bad-pattern ~ /propertyNames/pattern"
      })
  void is_refused_where_it_is_no_good(String jsonSchema, String code, String pointer) {
    assertThat(Schemas.faultsOfField(field("object", jsonSchema)))
        .containsExactly("schema-" + code + " /fields/0/constraints/jsonSchema" + pointer);
  }

  @Test
  void says_that_no_reference_leads_out_of_it() {
    assertThat(Schemas.messagesOfField(field("array", "{'items': {'$ref': '../x.json'}}")))
        .containsExactly(
            "/fields/0/constraints/jsonSchema/items/$ref: a reference that leads out of the schema,"
                + " to a URL or a file, is not supported by this version");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'$ref': '#'}",
        "{'allOf': [{'$ref': '#'}]}",
        "{'$ref': '#/$defs/a', '$defs': {'a': {'not': {'$ref': '#/$defs/b'}},"
            + " 'b': {'if': {'$ref': '#/$defs/a'}}}}",
        "{'$defs': {'a': {'$ref': '#/$defs/a'}}}"
      })
  void does_not_lead_in_a_circle(String jsonSchema) {
    assertThat(Schemas.messagesOfField(field("object", jsonSchema)))
        .singleElement()
        .asString()
        .contains("leads to itself");
  }

  /// Each schema refers to the next twice: following all of them would take 2^40 steps.
  @Test
  void never_takes_more_steps_than_its_value_is_worth() {
    var defs = new StringBuilder("'d40': {'type': 'object'}");
    for (int i = 0; i < 40; i++) {
      defs.append(
          ", 'd%d': {'allOf': [{'$ref': '#/$defs/d%d'}, {'$ref': '#/$defs/d%d'}]}"
              .formatted(i, i + 1, i + 1));
    }

    assertThat(holds("object", "{'$ref': '#/$defs/d0', '$defs': {" + defs + "}}", "{}")).isFalse();
    assertThat(
            holds(
                "object",
                "{'properties': {'a': {'allOf': [{'$ref': '#'}, {'$ref': '#'}]}}}",
                "{'a':".repeat(60) + "1" + "}".repeat(60)))
        .isFalse();
  }

  @Test
  void takes_steps_that_grow_with_the_value_alone() {
    String numbers = "[" + "1,".repeat(100_000) + "1]";

    assertThat(holds("array", "{'items': {'type': 'integer', 'minimum': 0}}", numbers)).isTrue();
    assertThat(
            holds("array", "{'items': {'pattern': '(a+)+$'}}", "['" + "a".repeat(100_000) + "!']"))
        .isFalse();
  }

  /// Texts with the same hash code, which would be compared pairwise.
  @Test
  void does_not_look_for_equal_items_among_thousands_that_a_stranger_made_alike() {
    var items = new StringBuilder("'x'");
    for (int i = 0; i < 1 << 15; i++) {
      items.append(",'");
      for (int bit = 0; bit < 15; bit++) {
        items.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      items.append('\'');
    }

    assertThat(holds("array", "{'uniqueItems': true}", "[" + items + "]")).isFalse();
    assertThat(holds("array", "{'uniqueItems': true}", "[[1, 2], [2, 1], 'Aa', 'BB']")).isTrue();
  }

  @Test
  void goes_as_deep_as_a_cell_may() {
    String deep = "{'a':".repeat(JsonReader.MAX_CELL_DEPTH - 1);

    assertThat(
            holds(
                "object",
                "{'properties': {'a': {'$ref': '#'}}, 'type': 'object'}",
                deep + "{}" + "}".repeat(JsonReader.MAX_CELL_DEPTH - 1)))
        .isTrue();
  }

  /// Schemas that drafts allow, and with which the JSON Schema library once threw or expanded
  /// numbers.
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "{'maxItems': 4294967295, 'items': {'maxLength': 4294967295}} ~ ['a'] ~ true",
        "{'minItems': 1e9999} ~ [1] ~ false",
        "{'maxItems': 3.0} ~ [1, 2, 3, 4] ~ false",
        "{'contains': true, 'maxContains': 1e309} ~ [1] ~ true",
        "{'contains': true, 'minContains': 2147483648} ~ [1] ~ false",
        "{'minContains': 2, 'maxContains': 1} ~ [1] ~ true",
        "{'items': {'contains': true, 'maxContains': 0}} ~ [1, 'a', {}] ~ true",
        "{'items': {'multipleOf': 0.5}} ~ [1e309, 1e9999, -1e309, 1e-0, 0, -0.0] ~ true",
        "{'items': {'multipleOf': 7}} ~ [1e9999] ~ false",
        "{'items': {'multipleOf': 1e9999}} ~ [3e9999, 0] ~ true",
        "{'items': {'multipleOf': 1e9999}} ~ [1e9998] ~ false",
        "{'items': {'multipleOf': 1e-9999}} ~ [1e9999, 0.3, 1e-9999] ~ true",
        "{'items': {'multipleOf': 1e-9998}} ~ [1e-9999] ~ false",
        "{'items': {'multipleOf': 0.3}} ~ [150, -0.9] ~ true",
        "{'items': {'multipleOf': 12}} ~ [9007199254740996] ~ true",
        "{'items': {'multipleOf': 12}} ~ [9007199254740993] ~ false",
        "{'items': {'multipleOf': 1024}} ~ [1e10] ~ true",
        "{'items': {'multipleOf': 1024}} ~ [1e9] ~ false",
        "{'items': {'const': 1e9999}} ~ [10e9998] ~ true",
        "{'items': {'const': 1e9999}} ~ [1e9998] ~ false",
        "{'const': [1, {'a': 2}]} ~ [1.0, {'a': 20e-1}] ~ true",
        "{'items': {'enum': [[1e9999], {'a': 1e-9999}]}} ~ [[10e9998], {'a': 0.1e-9998}] ~ true",
        "{'uniqueItems': true} ~ [[1e9999], [10e9998]] ~ false",
        "{'uniqueItems': true} ~ [{'a': 1, 'b': 2}, {'b': 2, 'a': 1.0}] ~ false",
        "{'items': {'minimum': 1e400, 'maximum': 1e9999}} ~ [1e401, 1e9999] ~ true",
        "{'items': {'exclusiveMaximum': 1e9999}} ~ [1e9999] ~ false",
        "{'items': {'minimum': -1e-9999}} ~ [-1e-9998] ~ false",
        "{'items': {'type': 'integer'}} ~ [1e9999, 1.0] ~ true",
        "{'items': {'type': 'integer'}} ~ [1e-9999] ~ false",
        "{'items': {'type': 'integer', 'minimum': 0}} ~ [1e400] ~ true",
        "{'items': {'$dynamicRef': '#'}} ~ [[[]]] ~ true",
        "{'type': 'array', 'items': {'$dynamicRef': '#'}} ~ [[1]] ~ false",
        "{'$dynamicAnchor': 'n', 'items': {'$dynamicRef': '#n'}, 'maxItems': 1} ~ [[[], []]] ~"
            + " false",
        "{'$schema': 'https://json-schema.org/draft/2019-09/schema', '$recursiveAnchor': true,"
            + " 'items': {'$recursiveRef': '#'}, 'maxItems': 1} ~ [[[], []]] ~ false",
        "{'items': {'$ref': '#/$defs/a%20b'}, '$defs': {'a b': {'type': 'string'}}} ~ [1] ~ false",
        "{'items': {'$ref': '#/$defs/$id'}, '$defs': {'$id': {'type': 'string'}}} ~ [1] ~ false",
        "{'items': {'$ref': '#/$defs/a', '$dynamicRef': '#/$defs/b'}, '$defs': {'a': {'minimum':"
            + " 1}, 'b': {'maximum': 2}}} ~ [3] ~ false",
        "{'$recursiveAnchor': 5, 'nullable': 5, 'discriminator': 5, 'notAllowed': 5} ~ [] ~ true",
        "{'$schema': 'http://json-schema.org/draft-07/schema#', 'items': {'contentMediaType':"
            + " 'application/json', 'contentEncoding': 'base64'}} ~ ['{'] ~ true",
        "{'allOf': [{'items': {'maxLength': 2}}], 'unevaluatedItems': false} ~ ['ab'] ~ true"
      })
  void does_as_the_drafts_say_however_odd(String jsonSchema, String cell, boolean holds) {
    assertThat(holds("array", jsonSchema, cell)).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "{'multipleOf': 0} ~ /multipleOf",
        "{'multipleOf': -1e309} ~ /multipleOf",
        "{'maxItems': 1.5} ~ /maxItems",
        "{'maxItems': null} ~ /maxItems",
        "{'minLength': -1e9999} ~ /minLength",
        "{'minItems': 1e-9999} ~ /minItems",
        "{'anyOf': []} ~ /anyOf",
        "{'anyOf': [{}, 1]} ~ /anyOf/1",
        "{'properties': {'a': []}} ~ /properties/a",
        "{'items': [{}]} ~ /items",
        "{'required': ['a', 'a']} ~ /required",
        "{'type': []} ~ /type",
        "{'dependentRequired': {'a': [1]}} ~ /dependentRequired/a",
        "{'uniqueItems': 'true'} ~ /uniqueItems",
        "{'pattern': null} ~ /pattern",
        "{'format': 5} ~ /format",
        "{'$dynamicAnchor': 'a b'} ~ /$dynamicAnchor",
        "{'$ref': 5} ~ /$ref",
        "{'$schema': 'http://json-schema.org/draft-04/schema#', 'not': true} ~ /not",
        "{'$schema': 'http://json-schema.org/draft-04/schema#', 'exclusiveMinimum': 1} ~"
            + " /exclusiveMinimum",
        "{'$schema': 'https://json-schema.org/draft/2019-09/schema', 'items': {'$recursiveRef':"
            + " '#a'}} ~ /items/$recursiveRef"
      })
  void is_refused_where_a_draft_has_something_else(String jsonSchema, String pointer) {
    assertThat(Schemas.faultsOfField(field("array", jsonSchema)))
        .containsExactly("schema-wrong-value /fields/0/constraints/jsonSchema" + pointer);
  }

  /// 60,000 numbers of 10,000 digits would take 250 MB.
  @Test
  void writes_no_number_out() {
    String numbers = "1e9999,".repeat(60_000) + "1e-9999";
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();

    assertThat(holds("array", "{'items': {'minimum': 1e-9999}}", "[" + numbers + "]")).isTrue();
    assertThat(holds("array", "{'items': {'multipleOf': 7}}", "[" + numbers + "]")).isFalse();
    assertThat(holds("array", "{'items': {'enum': [" + numbers + "]}}", "[10e9998]")).isTrue();

    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(200L << 20);
  }

  /// The library would keep each unknown keyword for the life of the process.
  @Test
  void keeps_no_keyword_that_it_does_not_know() throws Exception {
    assertThat(holds("array", "{'items': {'never-heard-of': 1}}", "[1]")).isTrue();

    java.lang.reflect.Field keywords = UnknownKeywordFactory.class.getDeclaredField("keywords");
    keywords.setAccessible(true);
    assertThat(keywords.get(UnknownKeywordFactory.getInstance()).toString())
        .doesNotContain("never-heard-of");
  }

  @Test
  void keeps_no_more_notes_than_its_value_is_worth() {
    String schema =
        "{'unevaluatedItems': {'anyOf': ["
            + "{'items': {'properties': {'a': true}}},".repeat(50)
            + "{'minProperties': 2}], 'unevaluatedProperties': false}}";
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();

    holds("array", schema, "[" + "{'a':1},".repeat(100_000) + "{}]");

    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(2L << 30);
  }

  /// The library collects the errors of all branches for each item: 6 million of them.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'items': ANY}",
        "{'anyOf': [{'items': ANY}, {'items': {'anyOf': [ANY, ANY]}}]}",
        "{'allOf': [{'not': {'not': {'items': ANY}}}]}",
        "{'if': {'items': ANY}, 'then': true, 'else': false}",
        "{'oneOf': [{'items': ANY}, {'items': {'$ref': '#/$defs/a'}}], '$defs': {'a': ANY}}",
        "{'anyOf': [{'items': {'propertyNames': ANY}}, false]}"
      })
  @Timeout(120)
  void collects_no_errors_of_a_value_that_fails(String schema) {
    String any = "{'anyOf': [" + "{'type': 'string', 'minLength': 9},".repeat(99) + "false]}";
    String item = schema.contains("propertyNames") ? "{'a':1}," : "1,";
    String value = "[" + item.repeat(60_000) + item.substring(0, item.length() - 1) + "]";

    assertThat(holds("array", schema.replace("ANY", any), value)).isFalse();
  }

  /// Each evaluation reads the whole text; without steps for its length there would be millions.
  @Test
  @Timeout(60)
  void takes_steps_for_long_texts() {
    var defs = new StringBuilder("'d25': {'minLength': 1, 'pattern': '^(a|b|ab)*$'}");
    for (int i = 0; i < 25; i++) {
      defs.append(
          ", 'd%d': {'allOf': [{'$ref': '#/$defs/d%d'}, {'$ref': '#/$defs/d%d'}]}"
              .formatted(i, i + 1, i + 1));
    }
    String schema = "{'items': {'$ref': '#/$defs/d0'}, '$defs': {" + defs + "}}";

    assertThat(holds("array", schema, "['" + "a".repeat(50_000) + "']")).isFalse();
  }

  @Test
  void is_refused_with_too_many_schemas_inside() {
    String schema = "{'anyOf': [" + "{},".repeat(SchemaBudget.MAX_JSON_SCHEMAS) + "{}]}";

    assertThat(Schemas.faultsOfField(field("array", schema)))
        .allSatisfy(fault ->
            assertThat(fault)
                .startsWith("schema-not-supported /fields/0/constraints/jsonSchema/anyOf/"));
  }
}
