package dev.rowgate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.problem.SchemaProblem;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests any JSON value in any property of a schema: it is accepted, or refused with a message that
/// shows the value and what is expected.
class OddValuesTest {

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1.5",
          "1e999",
          "''",
          "' '",
          "'x'",
          "[]",
          "[1]",
          "[null]",
          "[[]]",
          "[{}]",
          "['']",
          "['x',1]",
          "{}",
          "{'a':1}",
          "{'':null}");

  private static final List<String> OF_FIELD =
      List.of(
          "name",
          "type",
          "format",
          "constraints",
          "missingValues",
          "trueValues",
          "falseValues",
          "decimalChar",
          "groupChar",
          "bareNumber",
          "categories",
          "categoriesOrdered",
          "delimiter",
          "itemType",
          "title",
          "rowgate:name",
          "rowgate:default");

  private static final List<String> OF_CONSTRAINTS =
      List.of(
          "required",
          "unique",
          "minLength",
          "maxLength",
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "jsonSchema",
          "pattern",
          "enum");

  private static final List<String> OF_SCHEMA =
      List.of(
          "fields",
          "fieldsMatch",
          "missingValues",
          "primaryKey",
          "uniqueKeys",
          "foreignKeys",
          "rowgate:rules",
          "$schema");

  private static final List<String> OF_DIALECT =
      List.of(
          "delimiter",
          "quoteChar",
          "escapeChar",
          "commentChar",
          "header",
          "lineTerminator",
          "doubleQuote",
          "skipInitialSpace",
          "nullSequence",
          "headerRows",
          "headerJoin",
          "commentRows",
          "skipFooter",
          "csv");

  private static final List<String> OF_RESOURCE =
      List.of("schema", "dialect", "encoding", "layout", "resources", "scheme", "format");

  private static final List<String> TYPES =
      List.of("string", "integer", "number", "boolean", "date", "list", "object", "any", "year");

  private static Stream<String> values() {
    return VALUES.stream();
  }

  private static Stream<String> schemas(String value) {
    return Stream.of(
            TYPES.stream().flatMap(type -> ofType(type, value)),
            OF_SCHEMA.stream()
                .map(name -> "{'fields':[{'name':'a'}],'%s':%s}".formatted(name, value)),
            OF_DIALECT.stream()
                .map(name -> "{'schema':{'fields':[]},'dialect':{'%s':%s}}".formatted(name, value)),
            OF_RESOURCE.stream()
                .map(name -> "{'schema':{'fields':[]},'%s':%s}".formatted(name, value)),
            Stream.of(
                value,
                "{'fields':[%s]}".formatted(value),
                "{'fields':[{'name':'a'}],'foreignKeys':[%s]}".formatted(value),
                "{'fields':[{'name':'a'}],'rowgate:rules':[%s]}".formatted(value)))
        .flatMap(each -> each);
  }

  private static Stream<String> ofType(String type, String value) {
    return Stream.concat(
        OF_FIELD.stream()
            .map(name ->
                "{'fields':[{'name':'a','type':'%s','%s':%s}]}".formatted(type, name, value)),
        OF_CONSTRAINTS.stream()
            .map(name ->
                "{'fields':[{'name':'a','type':'%s','constraints':{'%s':%s}}]}"
                    .formatted(type, name, value)));
  }

  @ParameterizedTest
  @MethodSource("values")
  void every_message_shows_the_value_and_what_could_stand_there(String value) {
    schemas(value)
        .forEach(
            schema -> Schemas.problems(schema).forEach(problem -> assertClear(schema, problem)));
  }

  private static void assertClear(String schema, SchemaProblem problem) {
    assertThat(problem.message())
        .as(schema)
        .isNotBlank()
        .doesNotContain(" ;", "java.", "dev.rowgate", "tools.jackson")
        .doesNotMatch("(?s).*@[0-9a-f]{5,}.*")
        .doesNotMatch("(?s).*(:|is|takes|by|of)\\s*");
    assertThat(problem.expected()).as(schema).isNotEqualTo("");
  }
}
