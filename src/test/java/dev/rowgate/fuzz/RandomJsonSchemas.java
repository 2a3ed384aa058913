package dev.rowgate.fuzz;

import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import java.util.function.Supplier;

/// Generator of JSON Schemas and JSON values as untrusted clients might write them: every keyword
/// of every draft, with valid and invalid values. It is deterministic for a given seed.
final class RandomJsonSchemas {

  private static final int MAX_DEPTH = 4;

  private static final List<String> DRAFTS =
      List.of(
          "https://json-schema.org/draft/2020-12/schema",
          "https://json-schema.org/draft/2019-09/schema",
          "http://json-schema.org/draft-07/schema#",
          "http://json-schema.org/draft-06/schema#",
          "http://json-schema.org/draft-04/schema#");

  private static final List<String> COUNTS =
      List.of("0", "1", "2", "3.0", "1e2", "2147483647", "2147483648", "4294967295", "1e9999");

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-0",
          "1",
          "1.0",
          "-1",
          "0.1",
          "0.3",
          "3",
          "1e309",
          "-1e309",
          "1e9999",
          "1e-9999",
          "9007199254740993",
          "9223372036854775808",
          "1.7976931348623157e308",
          "5e-324",
          "1" + "0".repeat(400),
          "0." + "0".repeat(400) + "1",
          "9".repeat(900));

  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "b",
          "ab",
          "#",
          "$ref",
          "\\u0000",
          "\\ud83d\\ude00",
          "é",
          "AaBB",
          "BBAa",
          "1",
          "$id",
          "a/b~c%20d",
          "x".repeat(300),
          "2020-02-30",
          "http://[",
          "%",
          "eyJhIjoxfQ==");

  private static final List<String> PATTERNS =
      List.of(
          "^a",
          "a$",
          "",
          ".",
          "^\\\\d+$",
          "(a+)+$",
          "[a-z]{1,50}",
          "\\\\p{L}",
          "(",
          "[",
          "*",
          "a{2,1}",
          "(?=a)",
          "\\\\1",
          "\\\\",
          "(?i)a",
          "(a{100}){100}",
          "[^]",
          "\\\\u0041",
          "a".repeat(1_100));

  private static final List<String> REFERENCES =
      List.of(
          "#",
          "#/$defs/a",
          "#/$defs/b",
          "#/definitions/a",
          "#a",
          "#b",
          "#/properties/a",
          "#/allOf/0",
          "#/items",
          "#/",
          "#//",
          "#/~",
          "#/%",
          "#%",
          "",
          "a",
          "other.json",
          "http://localhost/x",
          "urn:x",
          "#/$defs/a/properties/b",
          "#/$defs/%61",
          "$recursive");

  private static final List<String> TYPES =
      List.of("array", "boolean", "integer", "null", "number", "object", "string");

  private final Random random;

  RandomJsonSchemas(long seed) {
    this.random = new Random(seed);
  }

  /// A Table Schema with one field `v` of that type.
  String schema(String type) {
    boolean odd = random.nextInt(3) == 0;
    return "{\"fields\":[{\"name\":\"v\",\"type\":\""
        + type
        + "\",\"constraints\":{\"jsonSchema\":"
        + root(odd)
        + "}}]}";
  }

  private String root(boolean odd) {
    var members = new StringJoiner(",", "{", "}");
    if (random.nextInt(3) > 0) {
      members.add("\"$schema\":\"" + one(DRAFTS) + "\"");
    }
    if (random.nextInt(6) == 0) {
      members.add("\"" + one(List.of("$id", "id")) + "\":" + text());
    }
    String names = random.nextBoolean() ? "$defs" : "definitions";
    if (random.nextBoolean()) {
      members.add("\"%s\":{\"a\":%s,\"b\":%s}".formatted(names, schema(1, odd), schema(1, odd)));
    }
    keywords(members, 0, odd, names);
    return members.toString();
  }

  private String schema(int depth, boolean odd) {
    if (odd && random.nextInt(40) == 0) {
      return oddity();
    }
    if (random.nextInt(8) == 0) {
      return random.nextBoolean() ? "true" : "false";
    }
    var members = new StringJoiner(",", "{", "}");
    if (random.nextInt(8) == 0) {
      String name = one(List.of("$anchor", "$dynamicAnchor", "$recursiveAnchor", "$id", "id"));
      String value = name.equals("$recursiveAnchor") ? bool() : '"' + one(List.of("a", "b")) + '"';
      members.add("\"" + name + "\":" + value);
    }
    keywords(members, depth, odd, "");
    return members.toString();
  }

  private void keywords(StringJoiner members, int depth, boolean odd, String taken) {
    var seen = new java.util.HashSet<String>(List.of(taken));
    for (int count = random.nextInt(depth == 0 ? 6 : 4); count >= 0; count--) {
      String keyword = one(KEYWORDS);
      if (seen.add(keyword)) {
        String value = odd && random.nextInt(6) == 0 ? oddity() : value(keyword, depth + 1, odd);
        members.add("\"" + keyword + "\":" + value);
      }
    }
  }

  private static final List<String> KEYWORDS =
      List.of(
          "$ref",
          "$dynamicRef",
          "$recursiveRef",
          "$comment",
          "$vocabulary",
          "$defs",
          "definitions",
          "allOf",
          "anyOf",
          "oneOf",
          "not",
          "if",
          "then",
          "else",
          "properties",
          "patternProperties",
          "additionalProperties",
          "propertyNames",
          "dependencies",
          "dependentSchemas",
          "items",
          "prefixItems",
          "additionalItems",
          "contains",
          "unevaluatedItems",
          "unevaluatedProperties",
          "contentSchema",
          "minLength",
          "maxLength",
          "minItems",
          "maxItems",
          "minProperties",
          "maxProperties",
          "minContains",
          "maxContains",
          "multipleOf",
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "uniqueItems",
          "pattern",
          "required",
          "dependentRequired",
          "type",
          "enum",
          "const",
          "title",
          "description",
          "default",
          "format",
          "contentEncoding",
          "contentMediaType",
          "examples",
          "readOnly",
          "writeOnly",
          "deprecated",
          "nullable",
          "discriminator",
          "notAllowed",
          "propertyDependencies",
          "unionType",
          "unknown");

  private String value(String keyword, int depth, boolean odd) {
    Supplier<String> inner = () -> depth < MAX_DEPTH ? schema(depth, odd) : "{}";
    return switch (keyword) {
      case "$ref", "$dynamicRef" -> '"' + one(REFERENCES) + '"';
      case "$recursiveRef" -> "\"#\"";
      case "$vocabulary" -> "{\"https://json-schema.org/draft/2020-12/vocab/core\":true}";
      case "$defs", "definitions", "properties", "dependentSchemas" -> named(inner);
      case "patternProperties" -> "{\"" + one(PATTERNS) + "\":" + inner.get() + "}";
      case "dependencies" -> named(() -> random.nextBoolean() ? names() : inner.get());
      case "allOf", "anyOf", "oneOf", "prefixItems" -> list(inner, 1);
      case "items" -> random.nextInt(4) == 0 ? list(inner, 0) : inner.get();
      case "not",
          "if",
          "then",
          "else",
          "additionalProperties",
          "propertyNames",
          "additionalItems",
          "contains",
          "unevaluatedItems",
          "unevaluatedProperties",
          "contentSchema",
          "discriminator",
          "notAllowed",
          "unionType" ->
          inner.get();
      case "minLength",
          "maxLength",
          "minItems",
          "maxItems",
          "minProperties",
          "maxProperties",
          "minContains",
          "maxContains" ->
          one(COUNTS);
      case "multipleOf", "minimum", "maximum" -> one(NUMBERS);
      case "exclusiveMinimum", "exclusiveMaximum" -> random.nextBoolean() ? one(NUMBERS) : bool();
      case "uniqueItems", "readOnly", "writeOnly", "deprecated", "nullable" -> bool();
      case "pattern" -> '"' + one(PATTERNS) + '"';
      case "required" -> names();
      case "dependentRequired" -> named(this::names);
      case "type" ->
          random.nextBoolean() ? '"' + one(TYPES) + '"' : list(() -> '"' + one(TYPES) + '"', 1);
      case "enum", "examples" -> list(() -> value(2), 0);
      case "const", "default", "propertyDependencies", "unknown" -> value(2);
      case "contentMediaType" -> random.nextBoolean() ? "\"application/json\"" : text();
      case "contentEncoding" -> random.nextBoolean() ? "\"base64\"" : text();
      case "format" ->
          '"'
              + one(List.of("date", "email", "regex", "uri", "ipv6", "idn-hostname", "uuid", "odd"))
              + '"';
      default -> text();
    };
  }

  /// A value that is invalid for nearly every keyword.
  private String oddity() {
    return switch (random.nextInt(12)) {
      case 0 -> "null";
      case 1 -> "-1";
      case 2 -> "1.5";
      case 3 -> one(NUMBERS);
      case 4 -> "[]";
      case 5 -> "{}";
      case 6 -> "[1,1,null,\"a\",{}]";
      case 7 -> text();
      case 8 -> bool();
      case 9 -> "1e99999";
      case 10 -> "[".repeat(12) + "]".repeat(12);
      default -> "{\"$ref\":5,\"$id\":null,\"type\":[],\"a\":[{\"$anchor\":\"a\"}]}";
    };
  }

  /// A value as a cell may contain it.
  ///
  /// @param type `object` or `array`; occasionally the value is something else
  String cell(String type) {
    if (random.nextInt(20) == 0) {
      return value(0);
    }
    return type.equals("object") ? object(3) : list(() -> value(3), 0);
  }

  private String value(int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 6)) {
      case 0, 1 -> one(NUMBERS);
      case 2, 3 -> text();
      case 4 -> bool();
      case 5 -> "null";
      case 6 -> object(depth);
      default -> list(() -> value(depth - 1), 0);
    };
  }

  private String object(int depth) {
    return named(() -> value(depth - 1));
  }

  private String named(Supplier<String> value) {
    var members = new StringJoiner(",", "{", "}");
    for (String name : List.of("a", "b", "$ref", "$id", "id", "ab", "a/b~c")) {
      if (random.nextInt(4) == 0) {
        members.add("\"" + name + "\":" + value.get());
      }
    }
    return members.toString();
  }

  private String list(Supplier<String> value, int least) {
    var items = new StringJoiner(",", "[", "]");
    for (int count = least + random.nextInt(4); count > 0; count--) {
      items.add(value.get());
    }
    return items.toString();
  }

  private String names() {
    var names = new StringJoiner(",", "[", "]");
    List.of("a", "b", "ab").stream()
        .filter(_ -> random.nextBoolean())
        .forEach(name -> names.add('"' + name + '"'));
    return names.toString();
  }

  private String text() {
    return '"' + one(TEXTS) + '"';
  }

  private String bool() {
    return Boolean.toString(random.nextBoolean());
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
