package dev.rowgate.schema.constraint;

import static dev.rowgate.schema.constraint.JsonSchemaDraft.DRAFT_4;
import static dev.rowgate.schema.constraint.JsonSchemaDraft.DRAFT_7;

import dev.rowgate.schema.constraint.JsonSchemaKeyword.Shape;
import dev.rowgate.schema.json.Diagnostics;
import dev.rowgate.schema.json.Json;
import dev.rowgate.schema.text.NumberText;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Checker of the values of JSON Schema keywords against the shapes that the draft prescribes.
final class JsonSchemaShapes {

  private static final Set<String> TYPES =
      Set.of("array", "boolean", "integer", "null", "number", "object", "string");

  private static final Pattern ANCHOR = Pattern.compile("[A-Za-z_][-A-Za-z0-9._]*");

  private final Diagnostics reading;
  private final JsonSchemaDraft draft;
  private boolean good = true;

  JsonSchemaShapes(Diagnostics reading, JsonSchemaDraft draft) {
    this.reading = reading;
    this.draft = draft;
  }

  /// Whether no violation has been found.
  boolean areGood() {
    return good;
  }

  /// @return whether the value, or part of it, can be processed further
  boolean check(JsonSchemaKeyword keyword, Json value) {
    Shape shape = keyword.shape();
    return switch (shape) {
      case SCHEMA -> is(value, isSchema(value), schema());
      case SCHEMA_OR_BOOLEAN ->
          is(value, isSchema(value) || value instanceof Json.Bool, shape.expected());
      case SCHEMA_OR_LIST ->
          value instanceof Json.Arr list
              ? all(list.items(), this::isSchema, schema())
              : is(value, isSchema(value), shape.expected());
      case SCHEMA_LIST ->
          (value instanceof Json.Arr list && !list.items().isEmpty())
              ? all(list.items(), this::isSchema, schema())
              : is(value, false, shape.expected());
      case NAMED_SCHEMAS -> named(value, shape, this::isSchema, schema());
      case NAMED_SCHEMAS_OR_NAMES ->
          named(
              value, shape, one -> isSchema(one) || isNames(one), schema() + " or a list of names");
      case NAMED_NAMES -> named(value, shape, JsonSchemaShapes::isNames, Shape.NAMES.expected());
      case NAMES ->
          is(value, isNames(value) && (draft != DRAFT_4 || !isEmpty(value)), shape.expected());
      case TYPES -> is(value, isType(value) || isTypes(value), shape.expected());
      case COUNT -> is(value, isCount(value), shape.expected());
      case NUMBER -> is(value, value instanceof Json.Num, shape.expected());
      case DIVISOR -> is(value, isPositive(value), shape.expected());
      case BOOLEAN -> is(value, value instanceof Json.Bool, shape.expected());
      case TEXT, PATTERN, REFERENCE -> is(value, value instanceof Json.Text, shape.expected());
      case ROOT_REFERENCE -> is(value, "#".equals(text(value)), shape.expected());
      case ANCHOR -> is(value, ANCHOR.matcher(text(value)).matches(), shape.expected());
      case LIST -> is(value, value instanceof Json.Arr, shape.expected());
      case VALUES ->
          is(
              value,
              value instanceof Json.Arr && !(isEmpty(value) && draft.isBefore(DRAFT_7)),
              shape.expected());
      case OBJECT -> is(value, value instanceof Json.Obj, shape.expected());
      case ANYTHING -> true;
    };
  }

  private boolean is(Json value, boolean right, String expected) {
    if (!right) {
      good = false;
      reading.wrongValue(value, expected);
    }
    return right;
  }

  private boolean all(Iterable<Json> values, Predicate<Json> right, String expected) {
    values.forEach(value -> is(value, right.test(value), expected));
    return true;
  }

  private boolean named(Json value, Shape shape, Predicate<Json> right, String expected) {
    return value instanceof Json.Obj object
        ? all(object.members().values(), right, expected)
        : is(value, false, shape.expected());
  }

  private String schema() {
    return draft == DRAFT_4
        ? "an object: a JSON Schema"
        : "a JSON Schema: an object, true or false";
  }

  private boolean isSchema(Json value) {
    return value instanceof Json.Obj || (draft != DRAFT_4 && value instanceof Json.Bool);
  }

  private static boolean isEmpty(Json value) {
    return value instanceof Json.Arr list && list.items().isEmpty();
  }

  private static boolean isNames(Json value) {
    if (!(value instanceof Json.Arr list)) {
      return false;
    }
    Set<String> names = new HashSet<>();
    return list.items().stream()
        .allMatch(item -> item instanceof Json.Text name && names.add(name.text()));
  }

  private static boolean isTypes(Json value) {
    return isNames(value)
        && value instanceof Json.Arr list
        && !list.items().isEmpty()
        && list.items().stream().allMatch(JsonSchemaShapes::isType);
  }

  private static boolean isType(Json value) {
    return TYPES.contains(text(value));
  }

  private static boolean isCount(Json value) {
    return value instanceof Json.Num number
        && NumberText.hasBoundedExponent(number.text())
        && new BigDecimal(number.text()).signum() >= 0
        && ExactNumber.of(number.text()).isWhole();
  }

  private static boolean isPositive(Json value) {
    return value instanceof Json.Num number
        && NumberText.hasBoundedExponent(number.text())
        && new BigDecimal(number.text()).signum() > 0;
  }

  private static String text(Json value) {
    return value instanceof Json.Text text ? text.text() : "";
  }

  /// Returns the subschemas in the value of a keyword of that shape.
  static List<Json> schemas(Shape shape, Json value) {
    List<Json> within =
        switch (shape) {
          case SCHEMA, SCHEMA_OR_BOOLEAN, SCHEMA_OR_LIST, SCHEMA_LIST ->
              value instanceof Json.Arr list ? list.items() : List.of(value);
          case NAMED_SCHEMAS, NAMED_SCHEMAS_OR_NAMES ->
              value instanceof Json.Obj named ? List.copyOf(named.members().values()) : List.of();
          case NAMED_NAMES,
              NAMES,
              TYPES,
              COUNT,
              NUMBER,
              DIVISOR,
              BOOLEAN,
              TEXT,
              PATTERN,
              REFERENCE,
              ROOT_REFERENCE,
              ANCHOR,
              VALUES,
              LIST,
              OBJECT,
              ANYTHING ->
              List.of();
        };
    return within.stream()
        .filter(one -> one instanceof Json.Obj || one instanceof Json.Bool)
        .toList();
  }
}
