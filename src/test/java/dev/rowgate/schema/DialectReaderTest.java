package dev.rowgate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.options.Dialect;
import dev.rowgate.options.Encoding;
import dev.rowgate.options.LineTerminator;
import dev.rowgate.options.PartialDialect;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialectReaderTest {
  private static final String SCHEMA = "'schema': {'fields': [{'name': 'a'}]}";

  private static PartialDialect dialect(String dialect) {
    return Schemas.parsed("{" + SCHEMA + ", 'dialect': " + dialect + "}").dialect();
  }

  private static List<String> faults(String dialect) {
    return Schemas.faults("{" + SCHEMA + ", 'dialect': " + dialect + "}");
  }

  @Test
  void reads_a_dialect() {
    assertThat(
            dialect(
                """
                {"$schema": "x", "delimiter": "\\t", "quoteChar": "'", "escapeChar": "\\\\",
                 "commentChar": "#", "header": false, "lineTerminator": "\\n",
                 "doubleQuote": true, "skipInitialSpace": false, "headerRows": [1],
                 "headerJoin": " ", "commentRows": [], "nullSequence": null,
                 "caseSensitiveHeader": true, "csvddfVersion": 1.2}
                """
                    .replace("\"'\"", "\"\\u0027\"")))
        .isEqualTo(
            new PartialDialect(
                '\t',
                (int) '\'',
                (int) '\\',
                (int) '#',
                false,
                null,
                null,
                LineTerminator.LF,
                null));
  }

  @Test
  void says_nothing_where_the_dialect_says_nothing() {
    assertThat(dialect("{}")).isEqualTo(PartialDialect.NOTHING);
    assertThat(Schemas.parsed("{" + SCHEMA + "}").dialect()).isEqualTo(PartialDialect.NOTHING);
  }

  @ParameterizedTest
  @CsvSource({"\\r\\n, CRLF", "\\n, LF", "\\r, CR"})
  void has_three_line_terminators(String json, LineTerminator lineTerminator) {
    assertThat(dialect("{'lineTerminator': '" + json + "'}").lineTerminator())
        .isEqualTo(lineTerminator);
  }

  @Test
  void has_no_quote_where_that_is_null() {
    assertThat(dialect("{'quoteChar': null}").quote()).isEqualTo(Dialect.NONE);
    assertThat(dialect("{'escapeChar': null}").escape()).isEqualTo(Dialect.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "delimiter | ''", "delimiter | ';;'", "delimiter | 'é'", "delimiter | '\\r'",
        "delimiter | '\\n'", "delimiter | 1", "delimiter | null", "quoteChar | ''",
        "quoteChar | '«'", "escapeChar | '\\\\\\\\'", "commentChar | '//'", "commentChar | false",
        "header | 'true'", "header | 1", "lineTerminator | '\\n\\r'", "lineTerminator | ''",
        "lineTerminator | 1", "doubleQuote | 'no'", "headerJoin | 1"
      })
  void has_no_other_values(String name, String json) {
    assertThat(faults("{'" + name + "': " + json + "}"))
        .containsExactly("schema-wrong-value /dialect/" + name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'delimiter': ';', 'quoteChar': ';'} | quoteChar",
        "{'delimiter': '\\u0022'} | delimiter",
        "{'quoteChar': ','} | quoteChar",
        "{'escapeChar': ','} | escapeChar",
        "{'commentChar': ','} | commentChar",
        "{'commentChar': '\\u0022'} | commentChar",
        "{'escapeChar': '#', 'commentChar': '#'} | commentChar"
      })
  void has_characters_that_differ(String dialect, String at) {
    assertThat(faults(dialect)).containsExactly("schema-wrong-value /dialect/" + at);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'delimiter': ';', 'commentChar': ','}", "{'quoteChar': null, 'delimiter': '\\u0022'}",
        "{'escapeChar': '\\u0022'}", "{'quoteChar': null, 'escapeChar': null, 'commentChar': null}"
      })
  void may_swap_characters_or_do_without(String dialect) {
    assertThat(faults(dialect)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "doubleQuote | false",
        "skipInitialSpace | true",
        "nullSequence | '\\\\N'",
        "nullSequence | ''",
        "headerRows | [1, 2]",
        "headerRows | [2]",
        "headerRows | []",
        "headerRows | 1",
        "headerJoin | '-'",
        "commentRows | [1]",
        "commentRows | 1"
      })
  void refuses_what_would_change_the_outcome(String name, String json) {
    assertThat(faults("{'" + name + "': " + json + "}"))
        .containsExactly("schema-not-supported /dialect/" + name);
  }

  @ParameterizedTest
  @CsvSource({
    "delimeter, delimiter",
    "quotechar, quoteChar",
    "Header, header",
    "lineTerminators, lineTerminator"
  })
  void refuses_a_property_that_is_misspelt(String name, String suggestion) {
    assertThat(Schemas.messages("{" + SCHEMA + ", 'dialect': {'" + name + "': ';'}}"))
        .singleElement()
        .asString()
        .startsWith("/dialect/%s: there is no property '%s'; there are: ".formatted(name, name))
        .endsWith("; did you mean '%s'?".formatted(suggestion));
  }

  @Test
  void has_the_encoding_of_the_resource() {
    assertThat(Schemas.parsed("{" + SCHEMA + ", 'encoding': 'UTF-8'}").dialect().encoding())
        .isEqualTo(Encoding.UTF_8);
    assertThat(Schemas.parsed("{'encoding': 'latin1', " + SCHEMA + "}").dialect().encoding())
        .isEqualTo(Encoding.of("iso-8859-1").orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"'utf-9'", "''", "'\\u0000'", "1", "null", "'EBCDIC-CP-US'"})
  void has_an_encoding_that_is_read(String json) {
    assertThat(Schemas.faults("{" + SCHEMA + ", 'encoding': " + json + "}"))
        .containsExactly("schema-wrong-value /encoding");
  }

  @Test
  void stands_in_a_resource_that_may_say_more() {
    assertThat(
            Schemas.faults(
                """
                {"$schema": "x", "name": "people", "type": "table", "path": "/etc/passwd",
                 "title": "t", "format": "csv", "mediatype": "text/csv", "bytes": 5, "hash": "x",
                 "sources": [], "licenses": [], "profile": "tabular-data-resource",
                 "schema": {"fields": [{"name": "a"}]}}
                """))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'schema': 'https://example.org/s.json'} | schema-not-supported /schema",
        "{'schema': '../s.json'} | schema-not-supported /schema",
        "{'schema': [1]} | schema-wrong-value /schema",
        "{'schema': null} | schema-wrong-value /schema",
        "{'schema': {}} | schema-missing-property /schema",
        "{'schema': {'fields': [{'name': 'a', 'type': 'x'}]}} | schema-unknown-name"
            + " /schema/fields/0/type",
        "{'schema': {'fields': [{'name': 'a'}]}, 'dialect': 'd.json'} | schema-not-supported"
            + " /dialect",
        "{'schema': {'fields': [{'name': 'a'}]}, 'dialect': []} | schema-wrong-value /dialect",
        "{'schema': {'fields': [{'name': 'a'}]}, 'dialects': {}} | schema-unknown-name /dialects",
        "{'fields': [{'name': 'a'}], 'dialect': {}} | schema-not-supported /dialect",
        "{'fields': [{'name': 'a'}], 'encoding': 'utf-8'} | schema-not-supported /encoding",
        "{'fields': [{'name': 'a'}], 'schema': {}} | schema-not-supported /schema"
      })
  void and_the_schema_stand_in_the_resource_itself(String json, String fault) {
    assertThat(Schemas.faults(json)).containsExactly(fault);
  }

  @Test
  void needs_a_schema_beside_it() {
    assertThat(Schemas.messages("{'dialect': {}}"))
        .containsExactly("the schema has no property 'schema'");
  }

  @Test
  void is_of_one_resource_and_not_of_a_package() {
    assertThat(Schemas.faults("{'resources': []}"))
        .containsExactly("schema-missing-property ", "schema-not-supported /resources");
  }
}
