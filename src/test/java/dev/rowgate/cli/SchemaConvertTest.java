package dev.rowgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.cli.flags.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tests of `rowgate schema convert`: what is carried over, and that the rest is told.
class SchemaConvertTest {

  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path dir;

  private static JsonNode converted(Ran ran) {
    assertThat(ran.exit()).as(ran.err()).isEqualTo(ExitCode.ALL_GOOD);
    Ran check = Ran.with(ran.out(), "schema", "check");
    assertThat(check.exit()).as(check.out()).isEqualTo(ExitCode.ALL_GOOD);
    return JSON.readTree(ran.out());
  }

  private static Ran convert(String document, String... flags) {
    String[] args = new String[flags.length + 2];
    args[0] = "schema";
    args[1] = "convert";
    System.arraycopy(flags, 0, args, 2, flags.length);
    return Ran.with(document, args);
  }

  /// The field of one property, and stderr.
  private static Ran field(String property) {
    return convert("{\"properties\":{\"f\":" + property + "}}");
  }

  private static void assertField(String property, String field) {
    Ran ran = field(property);
    assertThat(ran.err()).isEmpty();
    assertThat(converted(ran).at("/fields/0"))
        .isEqualTo(JSON.readTree(field.replaceFirst("\\{", "{\"name\":\"f\",")));
  }

  @Test
  void a_json_schema_of_an_object_is_a_table() {
    Ran ran =
        convert(
            """
            {"$schema": "https://json-schema.org/draft/2020-12/schema",
             "title": "People", "type": "object", "required": ["name"],
             "properties": {
               "name": {"type": "string", "minLength": 1, "description": "as spelt"},
               "age": {"type": ["integer", "null"], "minimum": 0, "exclusiveMaximum": 150},
               "rate": {"type": "number", "minimum": 0.50},
               "joined": {"type": "string", "format": "date"}}}
            """);

    assertThat(ran.err()).isEmpty();
    assertThat(ran.out())
        .isEqualTo(
            """
            {
              "title" : "People",
              "fieldsMatch" : "partial",
              "fields" : [
                {
                  "name" : "name",
                  "type" : "string",
                  "description" : "as spelt",
                  "constraints" : {
                    "required" : true,
                    "minLength" : 1
                  }
                },
                {
                  "name" : "age",
                  "type" : "integer",
                  "constraints" : {
                    "minimum" : 0,
                    "exclusiveMaximum" : 150
                  }
                },
                {
                  "name" : "rate",
                  "type" : "number",
                  "constraints" : {
                    "minimum" : 0.50
                  }
                },
                {
                  "name" : "joined",
                  "type" : "date"
                }
              ]
            }
            """);
    converted(ran);
  }

  @Test
  void each_type_and_format_has_its_field() {
    assertField("{\"type\":\"string\",\"format\":\"date-time\"}", "{\"type\":\"datetime\"}");
    assertField("{\"type\":\"string\",\"format\":\"duration\"}", "{\"type\":\"duration\"}");
    assertField(
        "{\"type\":\"string\",\"format\":\"uuid\"}", "{\"type\":\"string\",\"format\":\"uuid\"}");
    assertField(
        "{\"type\":\"string\",\"format\":\"time\"}", "{\"type\":\"time\",\"format\":\"any\"}");
    assertField(
        "{\"type\":\"string\",\"contentEncoding\":\"base64\"}",
        "{\"type\":\"string\",\"format\":\"binary\"}");
    assertField("{\"type\":\"boolean\"}", "{\"type\":\"boolean\"}");
    assertField("{}", "{\"type\":\"any\"}");
    assertField(
        "{\"enum\":[\"a\",\"b\"]}",
        "{\"type\":\"string\",\"constraints\":{\"enum\":[\"a\",\"b\"]}}");
    assertField("{\"const\":7}", "{\"type\":\"integer\",\"constraints\":{\"enum\":[7]}}");
    assertField(
        "{\"anyOf\":[{\"type\":\"integer\",\"minimum\":1},{\"type\":\"null\"}]}",
        "{\"type\":\"integer\",\"constraints\":{\"minimum\":1}}");
    assertField(
        "{\"type\":\"integer\",\"minimum\":1,\"exclusiveMinimum\":true}",
        "{\"type\":\"integer\",\"constraints\":{\"exclusiveMinimum\":1}}");
    assertField(
        "{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}",
        "{\"type\":\"array\",\"constraints\":{\"jsonSchema\":"
            + "{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}}}");
  }

  @Test
  void a_pattern_that_is_searched_for_becomes_one_of_the_whole_value() {
    assertField(
        "{\"type\":\"string\",\"pattern\":\"^[A-Z]{2}$\"}",
        "{\"type\":\"string\",\"constraints\":{\"pattern\":\"[A-Z]{2}\"}}");
    assertField(
        "{\"type\":\"string\",\"pattern\":\"a|b\"}",
        "{\"type\":\"string\",\"constraints\":{\"pattern\":\"[\\\\s\\\\S]*(?:a|b)[\\\\s\\\\S]*\"}}");
    assertField(
        "{\"type\":\"string\",\"pattern\":\"^(a|b)\"}",
        "{\"type\":\"string\",\"constraints\":{\"pattern\":\"(?:(a|b))[\\\\s\\\\S]*\"}}");
    assertThat(field("{\"type\":\"string\",\"pattern\":\"^a|b$\"}").err())
        .isEqualTo(
            "rowgate: stdin: not carried over: /properties/f/pattern: its anchors hold for one"
                + " branch alone\n");
  }

  @Test
  void a_pattern_that_can_not_run_in_linear_time_is_told() {
    Ran ran = field("{\"type\":\"string\",\"pattern\":\"^(a)\\\\1$\"}");

    assertThat(ran.err()).contains("/fields/0/constraints/pattern: left out: ");
    assertThat(converted(ran).at("/fields/0").has("constraints")).isTrue();
  }

  @Test
  void what_has_no_equivalent_is_told_and_the_same_is_told_once() {
    Ran ran =
        convert(
            """
            {"$id": "urn:x", "minProperties": 1, "required": ["gone"],
             "properties": {
               "a": {"type": "integer", "multipleOf": 5, "default": 1},
               "b": {"type": "integer", "multipleOf": 5},
               "c": {"type": "integer", "multipleOf": 5},
               "d": {"type": "integer", "multipleOf": 5, "format": "int32"},
               "e": {"oneOf": [{"type": "integer"}, {"type": "string"}]},
               "f": {"type": ["integer", "string"]},
               "g": {"$ref": "other.json"}}}
            """);

    assertThat(ran.err().replace("rowgate: stdin: not carried over: ", ""))
        .isEqualTo(
            """
            /properties/a/multipleOf, /properties/b/multipleOf, /properties/c/multipleOf and 1 more: \
            'multipleOf' has no equivalent in a Table Schema
            /properties/a/default: 'default' has no equivalent in a Table Schema
            /properties/d/format: 'int32' is no format of a Table Schema
            /properties/e/oneOf: a column has one type, and no alternatives
            /properties/f/type: a column has one type: it is text
            /properties/g/$ref: 'other.json' is another document, which isn't read
            /required: 'gone' is required and has no property
            /$id: '$id' has no equivalent in a Table Schema
            /minProperties: 'minProperties' has no equivalent in a Table Schema
            """);
    converted(ran);
  }

  @Test
  void references_within_the_document_are_followed_and_circles_end() {
    Ran ran =
        convert(
            """
            {"type": "array", "items": {"$ref": "#/$defs/Person"},
             "$defs": {
               "Person": {"type": "object", "properties": {
                 "name": {"$ref": "#/$defs/Name", "description": "here"},
                 "boss": {"$ref": "#/$defs/Person"},
                 "loop": {"$ref": "#/$defs/Loop"},
                 "both": {"allOf": [{"$ref": "#/$defs/Name"}, {"maxLength": 9}]}}},
               "Loop": {"$ref": "#/$defs/Loop"},
               "Name": {"type": "string", "minLength": 1, "description": "there"}}}
            """);
    JsonNode table = converted(ran);

    assertThat(table.at("/fields/0"))
        .isEqualTo(
            JSON.readTree(
                """
                {"name":"name","type":"string","description":"here","constraints":{"minLength":1}}
                """));
    assertThat(table.at("/fields/3/constraints"))
        .isEqualTo(JSON.readTree("{\"minLength\":1,\"maxLength\":9}"));
    assertThat(ran.err()).contains("'#/$defs/Person' refers to itself", "'#/$defs/Loop' refers");
  }

  @Test
  void which_columns_a_file_may_have_follows_the_schema() {
    String open = "\"properties\":{\"a\":{},\"b\":{}}";
    String closed = open + ",\"additionalProperties\":false";
    String all = ",\"required\":[\"a\",\"b\"]";

    assertThat(converted(convert("{" + open + "}")).path("fieldsMatch").asString())
        .isEqualTo("partial");
    assertThat(converted(convert("{" + open + all + "}")).path("fieldsMatch").asString())
        .isEqualTo("subset");
    assertThat(converted(convert("{" + closed + "}")).path("fieldsMatch").asString())
        .isEqualTo("superset");
    assertThat(converted(convert("{" + closed + all + "}")).path("fieldsMatch").asString())
        .isEqualTo("equal");
  }

  private static final String CONTRACT =
      """
      apiVersion: v3.0.2
      kind: DataContract
      id: urn:orders
      version: 1.0.0
      status: active
      schema:
        - name: orders
          physicalName: tbl_orders
          logicalType: object
          businessName: Orders
          description: One line per order
          properties:
            - name: line
              primaryKey: true
              primaryKeyPosition: 2
              logicalType: integer
              physicalType: int
            - name: id
              primaryKey: true
              primaryKeyPosition: 1
              logicalType: string
              physicalType: varchar(18)
              required: true
              logicalTypeOptions:
                pattern: ^O-\\d+$
                maxLength: 18
            - name: placed
              businessName: Placed on
              logicalType: date
              logicalTypeOptions: {format: dd.MM.yyyy}
              examples: ["31.12.2025"]
            - name: at
              logicalType: date
              logicalTypeOptions: {format: "yyyy-MM-dd'T'HH:mm:ssZ"}
            - name: amount
              logicalType: number
              unique: true
              logicalTypeOptions: {minimum: 0, exclusiveMinimum: true}
              quality:
                - rule: nullCheck
            - name: tags
              logicalType: array
              items: {logicalType: string}
            - name: address
              logicalType: object
              properties:
                - {name: city, logicalType: string, required: true}
        - name: items
          properties:
            - {name: sku, logicalType: string}
      """;

  @Test
  void a_table_of_a_data_contract_is_a_table_schema() throws IOException {
    Path file = Files.writeString(dir.resolve("contract.odcs.yaml"), CONTRACT);
    Ran ran = Ran.rowgate("schema", "convert", "--table=orders", file.toString());

    assertThat(converted(ran))
        .isEqualTo(
            JSON.readTree(
                """
                {"name":"orders","title":"Orders","description":"One line per order",
                 "fieldsMatch":"equal",
                 "fields":[
                  {"name":"line","type":"integer"},
                  {"name":"id","type":"string","constraints":
                    {"required":true,"maxLength":18,"pattern":"O-\\\\d+"}},
                  {"name":"placed","type":"date","title":"Placed on","example":"31.12.2025",
                   "format":"%d.%m.%Y"},
                  {"name":"at","type":"datetime"},
                  {"name":"amount","type":"number","constraints":
                    {"unique":true,"exclusiveMinimum":0}},
                  {"name":"tags","type":"array","constraints":{"jsonSchema":
                    {"type":"array","items":{"type":"string"}}}},
                  {"name":"address","type":"object","constraints":{"jsonSchema":
                    {"type":"object","properties":{"city":{"type":"string"}},
                     "required":["city"]}}}],
                 "primaryKey":["id","line"]}
                """));
    assertThat(ran.err().replace("rowgate: " + file + ": not carried over: ", ""))
        .isEqualTo(
            """
            /id: 'id' has no equivalent in a Table Schema
            /version: 'version' has no equivalent in a Table Schema
            /status: 'status' has no equivalent in a Table Schema
            /schema/0/properties/0/physicalType, /schema/0/properties/1/physicalType: \
            'physicalType' has no equivalent in a Table Schema
            /schema/0/properties/4/quality: 'quality' has no equivalent in a Table Schema
            /schema/0/physicalName: 'physicalName' has no equivalent in a Table Schema
            """);
  }

  @Test
  void what_describes_no_table_is_refused() {
    assertRefused(convert(CONTRACT), "has several tables; choose one by --table: orders, items");
    assertRefused(convert(CONTRACT, "--table=order"), "has no table 'order'; it has orders, items");
    assertRefused(convert("{\"type\":\"string\"}"), "describes no row");
    assertRefused(convert("[1]"), "is neither a JSON Schema nor a data contract");
    assertRefused(convert("{\"a\":"), "is neither JSON nor YAML");
    assertRefused(convert(""), "is neither");
    assertRefused(convert("a: [b"), "is neither JSON nor YAML");
    assertRefused(
        convert("kind: DataContract\napiVersion: v2.2.2\n"), "of version 'v2.2.2'; version 3");
    assertRefused(convert("kind: DataContract\napiVersion: v3.0.0\n"), "no 'schema'");
    assertRefused(convert(" ".repeat(2 << 20)), "is longer than");
  }

  @Test
  void what_cannot_be_parsed_is_refused_with_its_place_and_without_names_of_java() {
    Map.of(
            "{\"x\": NaN}",
            "line 1 column 10: 'NaN' is not a value in JSON",
            "{} {}",
            "line 1 column 4: it holds more than one document",
            "a: 1\n---\nb: 2\n",
            "line 3 column 1: it holds more than one document",
            "[".repeat(100_000),
            "line 1 column 501: it is nested more than 500 levels deep",
            "{\n \"a\": " + "1".repeat(5_000) + "}",
            "line 2 column",
            "a: " + "1".repeat(5_000),
            "line 1 column 4: a number has more than 1000 characters",
            "{\"a\": 1e99999999999}",
            "line 1 column 7: a number has too large an exponent",
            "a: 1\nb: [1\n",
            "line 2 column 6: while parsing a flow sequence: expected ',' or ']'")
        .forEach((document, why) -> {
          Ran ran = convert(document);
          assertRefused(ran, "is neither JSON nor YAML: " + why);
          assertThat(ran.err()).doesNotContain("jackson", "Feature", "Stream", "Token", "`");
        });
  }

  private static void assertRefused(Ran ran, String why) {
    assertThat(ran.exit()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).startsWith("rowgate: stdin: ").contains(why);
  }

  @Test
  void a_document_that_grows_by_its_references_is_refused() {
    var document = new StringBuilder("{\"properties\":{\"f\":{\"type\":\"array\",\"items\":");
    document.append("{\"$ref\":\"#/$defs/a0\"}}},\"$defs\":{");
    for (int i = 0; i < 40; i++) {
      String next = "{\"$ref\":\"#/$defs/a" + (i + 1) + "\"}";
      document.append("\"a%d\":{\"anyOf\":[%s,%s]},".formatted(i, next, next));
    }
    assertRefused(convert(document + "\"a40\":{}}}"), "refers to itself too often");
  }

  @Test
  void the_rows_are_checked_by_what_was_made() throws IOException {
    Path file = Files.writeString(dir.resolve("contract.odcs.yaml"), CONTRACT);
    Ran made = Ran.rowgate("schema", "convert", "--table=items", file.toString());
    Path schema = Files.writeString(dir.resolve("items.json"), made.out());

    assertThat(Ran.with("sku\nx\n", "transform", "--schema=" + schema).out())
        .startsWith("{\"sku\":\"x\"}\n");
  }
}
