package dev.rowgate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.options.Dialect;
import dev.rowgate.options.DialectProperty;
import dev.rowgate.options.Encoding;
import dev.rowgate.options.LineTerminator;
import dev.rowgate.options.PartialDialect;
import java.util.List;
import java.util.Optional;
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
                 "doubleQuote": true, "skipInitialSpace": false, "trim": true, "headerRows": [1],
                 "skipFooter": 2,
                 "headerJoin": " ", "commentRows": [], "nullSequence": null,
                 "caseSensitiveHeader": true, "csvddfVersion": 1.2}
                """
                    .replace("\"'\"", "\"\\u0027\"")))
        .isEqualTo(
            PartialDialect.NOTHING
                .with(DialectProperty.DELIMITER, "\t")
                .with(DialectProperty.QUOTE, (int) '\'')
                .with(DialectProperty.DOUBLE_QUOTE, true)
                .with(DialectProperty.ESCAPE, (int) '\\')
                .with(DialectProperty.COMMENT, "#")
                .with(DialectProperty.COMMENT_ROWS, List.of())
                .with(DialectProperty.HEADER, false)
                .with(DialectProperty.HEADER_ROWS, List.of(1))
                .with(DialectProperty.HEADER_JOIN, " ")
                .with(DialectProperty.CASE_SENSITIVE_HEADER, true)
                .with(DialectProperty.SKIP_FOOTER, 2)
                .with(DialectProperty.SKIP_INITIAL_SPACE, false)
                .with(DialectProperty.TRIM, true)
                .with(DialectProperty.NULL_SEQUENCE, Optional.empty())
                .with(DialectProperty.LINE_TERMINATOR, LineTerminator.LF));
  }

  @ParameterizedTest
  @CsvSource({
    "mac-roman, x-MacRoman",
    "mac-cyrillic, x-MacCyrillic",
    "utf_8, UTF-8",
    "utf_8_sig, UTF-8",
    "UTF_16_LE, UTF-16LE",
    "iso8859-11, x-iso-8859-11",
    "iso8859_16, ISO-8859-16",
    "shift_jis, Shift_JIS",
    "cp1257, windows-1257"
  })
  void python_s_names_of_encodings_are_read(String name, String charset) {
    assertThat(Encoding.of(name)).map(encoding -> encoding.charset().name()).contains(charset);
  }

  @Test
  void reads_what_the_standard_has_beyond_rfc_4180() {
    PartialDialect dialect =
        dialect(
            """
            {"delimiter": "§|", "doubleQuote": false, "skipInitialSpace": true,
             "headerRows": [2, 1], "headerJoin": "-", "commentChar": "//", "commentRows": [5, 3],
             "nullSequence": "NA", "lineTerminator": ";"}
            """);
    assertThat(dialect.complete())
        .isEqualTo(
            new Dialect(
                "§|",
                '"',
                false,
                Dialect.NONE,
                "//",
                List.of(3, 5),
                true,
                List.of(1, 2),
                false,
                "-",
                true,
                0,
                0,
                false,
                true,
                "NA",
                new LineTerminator(";"),
                Encoding.UTF_8,
                true,
                false));
  }

  /// They concern JSON, spreadsheets and databases: "A property MUST be ignored if it is no
  /// applicable for an arbitrary data format."
  @Test
  void passes_over_what_speaks_of_other_formats_and_of_the_first_version() {
    assertThat(
            dialect(
                """
                {"property": "rows", "itemType": "array", "itemKeys": ["a"], "sheetNumber": 2,
                 "sheetName": "s", "table": "t", "csvddfVersion": 1.2}
                """))
        .isEqualTo(PartialDialect.NOTHING);
  }

  @Test
  void says_nothing_where_the_dialect_says_nothing() {
    assertThat(dialect("{}")).isEqualTo(PartialDialect.NOTHING);
    assertThat(Schemas.parsed("{" + SCHEMA + "}").dialect()).isEqualTo(PartialDialect.NOTHING);
  }

  @ParameterizedTest
  @CsvSource({"\\r\\n, crlf", "\\n, lf", "\\r, cr", ";, ;", "END, END"})
  void has_line_terminators(String json, String lineTerminator) {
    assertThat(dialect("{'lineTerminator': '" + json + "'}").get(DialectProperty.LINE_TERMINATOR))
        .hasToString(lineTerminator);
  }

  @Test
  void has_no_quote_where_that_is_null() {
    assertThat(dialect("{'quoteChar': null}").get(DialectProperty.QUOTE)).isEqualTo(Dialect.NONE);
    assertThat(dialect("{'escapeChar': null}").get(DialectProperty.ESCAPE)).isEqualTo(Dialect.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "delimiter | ''",
        "delimiter | ';\\r;'",
        "delimiter | '\\r'",
        "delimiter | '\\n'",
        "delimiter | 1",
        "delimiter | null",
        "quoteChar | ''",
        "quoteChar | '«'",
        "escapeChar | '\\\\\\\\'",
        "commentChar | ''",
        "commentChar | false",
        "header | 'true'",
        "header | 1",
        "lineTerminator | null",
        "lineTerminator | ''",
        "lineTerminator | 1",
        "doubleQuote | 'no'",
        "headerJoin | 1",
        "skipInitialSpace | 1",
        "trim | 1",
        "skipFooter | -1",
        "skipFooter | 1001",
        "skipFooter | 1.0",
        "skipFooter | '1'",
        "skipFooter | null",
        "nullSequence | 1",
        "headerRows | []",
        "headerRows | 1",
        "headerRows | [0]",
        "headerRows | [1.0]",
        "headerRows | [1001]",
        "headerRows | ['1']",
        "commentRows | 1",
        "commentRows | [1000000001]",
        "commentRows | [99999999999]",
        "commentRows | null"
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
        "{'escapeChar': '#', 'commentChar': '#'} | commentChar",
        "{'delimiter': '\\u0022,'} | delimiter",
        "{'delimiter': '/', 'commentChar': '//'} | commentChar",
        "{'delimiter': '::', 'lineTerminator': ':'} | lineTerminator",
        "{'lineTerminator': ','} | lineTerminator",
        "{'lineTerminator': ',,'} | lineTerminator",
        "{'delimiter': ';', 'lineTerminator': '\\n;'} | lineTerminator",
        "{'delimiter': '::', 'lineTerminator': ':::'} | lineTerminator",
        "{'commentRows': [1]} | commentRows",
        "{'headerRows': [3, 4], 'commentRows': [1, 4]} | commentRows"
      })
  void has_characters_that_differ(String dialect, String at) {
    assertThat(faults(dialect)).containsExactly("schema-wrong-value /dialect/" + at);
  }

  @ParameterizedTest
  @ValueSource(strings = {"delimiter", "commentChar", "lineTerminator"})
  void has_characters_that_the_encoding_has(String name) {
    String text = "'dialect': {'" + name + "': '\u00a7'}}";

    assertThat(Schemas.faults("{" + SCHEMA + ", 'encoding': 'koi8-r', " + text))
        .containsExactly("schema-wrong-value /dialect/" + name);
    assertThat(Schemas.faults("{" + SCHEMA + ", 'encoding': 'latin-1', " + text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'delimiter': ';', 'commentChar': ','}",
        "{'quoteChar': null, 'delimiter': '\\u0022'}",
        "{'lineTerminator': ',\\n'}",
        "{'header': false, 'commentRows': [1]}",
        "{'commentChar': '#,'}",
        "{'escapeChar': '\\u0022'}",
        "{'quoteChar': null, 'escapeChar': null, 'commentChar': null}"
      })
  void may_swap_characters_or_do_without(String dialect) {
    assertThat(faults(dialect)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "delimeter, delimiter",
    "quotechar, quoteChar",
    "Header, header",
    "lineTerminators, lineTerminator",
    "cvs, csv",
    "CSV, csv",
    "Csv, csv",
    "quote, quoteChar",
    "escape, escapeChar",
    "comment, commentChar",
    "sep, delimiter",
    "SkipRows, skipRows"
  })
  void refuses_a_property_that_is_misspelt(String name, String suggestion) {
    assertThat(Schemas.messages("{" + SCHEMA + ", 'dialect': {'" + name + "': ';'}}"))
        .singleElement()
        .asString()
        .startsWith("/dialect/%s: there is no property '%s'; there are: ".formatted(name, name))
        .endsWith("; did you mean '%s'?".formatted(suggestion));
  }

  /// Wherever a part of a dialect may be.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'dialect': {'csv': {'delimeter': ';'}}  | schema-unknown-name /dialect/csv/delimeter",
        "'dialect': {'cvs': {'delimiter': ';'}}  | schema-unknown-name /dialect/cvs",
        "'dialect': {'csv': {'quote': null}}     | schema-unknown-name /dialect/csv/quote",
        "'layout': {'headerRow': [2]}            | schema-unknown-name /layout/headerRow",
        "'layout': {'skiprows': [2]}             | schema-unknown-name /layout/skiprows",
        "'layout': {'skipRows': [2]}             | schema-not-supported /layout/skipRows",
        "'dialect': {'skipRows': 2}              | schema-not-supported /dialect/skipRows",
        "'dialect': {'skipfooter': 1}            | schema-unknown-name /dialect/skipfooter",
        "'dialect': {'encoding': 'latin1'}       | schema-not-supported /dialect/encoding",
        "'dialect': {'csv': {'encoding': 'x'}}   | schema-not-supported /dialect/csv/encoding",
      })
  void refuses_what_would_have_no_effect(String parts, String fault) {
    assertThat(Schemas.faults("{" + SCHEMA + ", " + parts + "}")).containsExactly(fault);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'dialect': {'delimiter': ';'}", "'encoding': 'latin1'", "'layout': {}"})
  void is_of_the_resource_and_not_of_the_package(String part) {
    String name = part.substring(1, part.indexOf("':"));
    assertThat(Schemas.faults("{'resources': [{" + SCHEMA + "}], " + part + "}"))
        .containsExactly("schema-not-supported /" + name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-owner", "excel", "gsheets", "remote", "skipBlankRows", "title"})
  void may_hold_what_says_nothing_of_a_csv(String name) {
    assertThat(faults("{'" + name + "': {}}")).isEmpty();
  }

  @Test
  void has_the_encoding_of_the_resource() {
    assertThat(
            Schemas.parsed("{" + SCHEMA + ", 'encoding': 'UTF-8'}")
                .dialect()
                .get(DialectProperty.ENCODING))
        .isEqualTo(Encoding.UTF_8);
    assertThat(
            Schemas.parsed("{'encoding': 'latin1', " + SCHEMA + "}")
                .dialect()
                .get(DialectProperty.ENCODING))
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
  void is_of_one_resource_or_of_a_package_that_has_one() {
    String resource = "{'dialect': {'delimiter': ';'}, 'schema': {'fields': [{'name': 'a'}]}}";
    assertThat(Schemas.parsed("{'resources': [" + resource + "]}").dialect())
        .isEqualTo(Schemas.parsed(resource).dialect());
    for (String none : List.of("[]", "{}", "[1]", "[" + resource + "," + resource + "]")) {
      assertThat(Schemas.faults("{'resources': " + none + "}"))
          .containsExactly("schema-wrong-value /resources");
    }
  }

  @Test
  void the_most_special_part_of_a_resource_counts() {
    Dialect read =
        Schemas.parsed(
                "{'dialect': {'delimiter': ';', 'quoteChar': '_', 'csv': {'delimiter': '|'}},"
                    + "'layout': {'header': false, 'quoteChar': '.'},"
                    + "'schema': {'fields': [{'name': 'a'}]}}")
            .dialect()
            .complete();
    assertThat(read.delimiter()).isEqualTo("|");
    assertThat(read.quote()).isEqualTo('_');
    assertThat(read.header()).isFalse();
  }
}
