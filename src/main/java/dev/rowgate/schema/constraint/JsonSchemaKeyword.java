package dev.rowgate.schema.constraint;

import static dev.rowgate.schema.constraint.JsonSchemaDraft.DRAFT_2019_09;
import static dev.rowgate.schema.constraint.JsonSchemaDraft.DRAFT_2020_12;
import static dev.rowgate.schema.constraint.JsonSchemaDraft.DRAFT_4;
import static dev.rowgate.schema.constraint.JsonSchemaDraft.DRAFT_6;
import static dev.rowgate.schema.constraint.JsonSchemaDraft.DRAFT_7;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A keyword of JSON Schema: the shape of its value, the drafts that define it, and whether it is
/// an assertion. The table replaces the drafts' meta-schemas, because validation against a
/// meta-schema takes hundreds of steps for each value in it.
///
/// @param shape what the keyword's own value must be
/// @param first the first draft that defines it
/// @param last the last draft that defines it
/// @param asserts whether a value can violate it; other keywords are checked for shape and then
///   dropped
record JsonSchemaKeyword(
    String name, Shape shape, JsonSchemaDraft first, JsonSchemaDraft last, boolean asserts) {

  /// Shape of a keyword's value.
  enum Shape {
    SCHEMA("a JSON Schema"),
    SCHEMA_OR_BOOLEAN("a JSON Schema, true or false"),
    SCHEMA_OR_LIST("a JSON Schema or a list of them"),
    SCHEMA_LIST("a list of one JSON Schema or more"),
    NAMED_SCHEMAS("an object whose values are JSON Schemas"),
    NAMED_SCHEMAS_OR_NAMES("an object whose values are JSON Schemas or lists of names"),
    NAMED_NAMES("an object whose values are lists of names"),
    NAMES("a list of different names"),
    TYPES("array, boolean, integer, null, number, object, string or a list of these"),
    COUNT("a whole number from 0 on"),
    NUMBER("a number"),
    DIVISOR("a number greater than 0"),
    BOOLEAN("true or false"),
    TEXT("a text"),
    PATTERN("a text: a regular expression"),
    REFERENCE("a text: a reference to a schema of this JSON Schema"),
    ROOT_REFERENCE("#"),
    ANCHOR("a name of letters, digits, - _ . that begins with a letter or _"),
    VALUES("a list of values, of one at least in draft 4 and 6"),
    LIST("a list"),
    OBJECT("an object"),
    ANYTHING("anything");

    private final String expected;

    Shape(String expected) {
      this.expected = expected;
    }

    String expected() {
      return expected;
    }
  }

  private static final Map<String, JsonSchemaKeyword> OLD = new HashMap<>();
  private static final Map<String, JsonSchemaKeyword> ALL = new HashMap<>();

  static {
    references();
    schemas();
    values();
    notes();
  }

  /// Returns the keyword of that name in a draft; null if the draft doesn't define it and thus
  /// ignores it.
  static @Nullable JsonSchemaKeyword of(String name, JsonSchemaDraft draft) {
    JsonSchemaKeyword keyword = ALL.get(name);
    if (keyword != null && draft.isBefore(keyword.first)) {
      keyword = OLD.get(name);
    }
    return keyword == null || keyword.last.isBefore(draft) ? null : keyword;
  }

  private static void references() {
    add("$ref", Shape.REFERENCE, DRAFT_4, true);
    add("$dynamicRef", Shape.REFERENCE, DRAFT_2020_12, true);
    upTo("$recursiveRef", Shape.ROOT_REFERENCE, DRAFT_2019_09, DRAFT_2019_09, true);
    upTo("$recursiveAnchor", Shape.BOOLEAN, DRAFT_2019_09, DRAFT_2019_09, false);
    add("$anchor", Shape.ANCHOR, DRAFT_2019_09, false);
    add("$dynamicAnchor", Shape.ANCHOR, DRAFT_2020_12, false);
    // Both are common in schemas of every draft, and references can point there.
    add("$defs", Shape.NAMED_SCHEMAS, DRAFT_4, false);
    add("definitions", Shape.NAMED_SCHEMAS, DRAFT_4, false);
    upTo("id", Shape.TEXT, DRAFT_4, DRAFT_4, false);
    add("$id", Shape.TEXT, DRAFT_6, false);
    add("$schema", Shape.TEXT, DRAFT_4, false);
    add("$vocabulary", Shape.OBJECT, DRAFT_2019_09, false);
  }

  private static void schemas() {
    for (String name : new String[] {"allOf", "anyOf", "oneOf"}) {
      add(name, Shape.SCHEMA_LIST, DRAFT_4, true);
    }
    add("not", Shape.SCHEMA, DRAFT_4, true);
    for (String name : new String[] {"if", "then", "else"}) {
      add(name, Shape.SCHEMA, DRAFT_7, true);
    }
    add("properties", Shape.NAMED_SCHEMAS, DRAFT_4, true);
    add("patternProperties", Shape.NAMED_SCHEMAS, DRAFT_4, true);
    add("additionalProperties", Shape.SCHEMA_OR_BOOLEAN, DRAFT_4, true);
    add("propertyNames", Shape.SCHEMA, DRAFT_6, true);
    add("dependencies", Shape.NAMED_SCHEMAS_OR_NAMES, DRAFT_4, true);
    add("dependentSchemas", Shape.NAMED_SCHEMAS, DRAFT_2019_09, true);
    OLD.put(
        "items",
        new JsonSchemaKeyword("items", Shape.SCHEMA_OR_LIST, DRAFT_4, DRAFT_2019_09, true));
    add("items", Shape.SCHEMA, DRAFT_2020_12, true);
    add("prefixItems", Shape.SCHEMA_LIST, DRAFT_2020_12, true);
    upTo("additionalItems", Shape.SCHEMA_OR_BOOLEAN, DRAFT_4, DRAFT_2019_09, true);
    add("contains", Shape.SCHEMA, DRAFT_6, true);
    add("unevaluatedItems", Shape.SCHEMA, DRAFT_2019_09, true);
    add("unevaluatedProperties", Shape.SCHEMA, DRAFT_2019_09, true);
    add("contentSchema", Shape.SCHEMA, DRAFT_2019_09, false);
  }

  private static void values() {
    for (String of : new String[] {"Length", "Items", "Properties"}) {
      add("min" + of, Shape.COUNT, DRAFT_4, true);
      add("max" + of, Shape.COUNT, DRAFT_4, true);
    }
    add("minContains", Shape.COUNT, DRAFT_2019_09, true);
    add("maxContains", Shape.COUNT, DRAFT_2019_09, true);
    add("multipleOf", Shape.DIVISOR, DRAFT_4, true);
    add("minimum", Shape.NUMBER, DRAFT_4, true);
    add("maximum", Shape.NUMBER, DRAFT_4, true);
    for (String name : new String[] {"exclusiveMinimum", "exclusiveMaximum"}) {
      OLD.put(name, new JsonSchemaKeyword(name, Shape.BOOLEAN, DRAFT_4, DRAFT_4, true));
      add(name, Shape.NUMBER, DRAFT_6, true);
    }
    add("uniqueItems", Shape.BOOLEAN, DRAFT_4, true);
    add("pattern", Shape.PATTERN, DRAFT_4, true);
    add("required", Shape.NAMES, DRAFT_4, true);
    add("dependentRequired", Shape.NAMED_NAMES, DRAFT_2019_09, true);
    add("type", Shape.TYPES, DRAFT_4, true);
    add("enum", Shape.VALUES, DRAFT_4, true);
    add("const", Shape.ANYTHING, DRAFT_6, true);
  }

  /// Annotations, which no value can violate.
  private static void notes() {
    add("title", Shape.TEXT, DRAFT_4, false);
    add("description", Shape.TEXT, DRAFT_4, false);
    add("format", Shape.TEXT, DRAFT_4, false);
    add("$comment", Shape.TEXT, DRAFT_7, false);
    add("contentEncoding", Shape.TEXT, DRAFT_7, false);
    add("contentMediaType", Shape.TEXT, DRAFT_7, false);
    add("examples", Shape.LIST, DRAFT_6, false);
    add("readOnly", Shape.BOOLEAN, DRAFT_7, false);
    add("writeOnly", Shape.BOOLEAN, DRAFT_7, false);
    add("deprecated", Shape.BOOLEAN, DRAFT_2019_09, false);
  }

  private static void add(String name, Shape shape, JsonSchemaDraft first, boolean asserts) {
    upTo(name, shape, first, DRAFT_2020_12, asserts);
  }

  private static void upTo(
      String name, Shape shape, JsonSchemaDraft first, JsonSchemaDraft last, boolean asserts) {
    ALL.put(name, new JsonSchemaKeyword(name, shape, first, last, asserts));
  }
}
