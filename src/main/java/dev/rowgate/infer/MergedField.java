package dev.rowgate.infer;

import dev.rowgate.problem.Excerpt;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Field of a schema for several inputs. Its type is the narrowest that accepts the column of each:
/// the type that all have, `number` if some have `integer`, or text.
final class MergedField {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String NAME = "name";
  private static final String TYPE = "type";
  private static final String MISSING_VALUES = "missingValues";
  private static final String DECIMAL_CHAR = "decimalChar";
  private static final String GROUP_CHAR = "groupChar";
  private static final String BARE_NUMBER = "bareNumber";

  private final String name;
  private final Set<String> missing = new LinkedHashSet<>();

  /// The properties of the type; null while no input has a value.
  private @Nullable ObjectNode type;

  /// The first input with a value.
  private String first = "";

  /// The currency or percent sign of its numbers; empty for none.
  private String sign = "";

  private String warning = "";

  MergedField(String name) {
    this.name = name;
  }

  /// @param hasValues whether the type was inferred from at least one value
  /// @param itsSign the currency or percent sign of its numbers; empty for none
  void add(ObjectNode field, boolean hasValues, String itsSign, String file) {
    field.path(MISSING_VALUES).forEach(text -> missing.add(text.asString()));
    if (!hasValues) {
      return;
    }
    ObjectNode its = field.deepCopy();
    its.remove(NAME);
    its.remove(MISSING_VALUES);
    if (type == null) {
      type = its;
      first = file;
      sign = itsSign;
      return;
    }
    if (isNumeric(type) && isNumeric(its) && !sign.equals(itsSign)) {
      addWithOtherSign(type, its, itsSign, file);
      return;
    }
    ObjectNode both = widest(type, its);
    if (both == null) {
      if (warning.isEmpty()) {
        warning =
            "column %s: it is %s in %s and %s in %s, so it is text"
                .formatted(
                    Excerpt.of(name), shown(type), Excerpt.of(first), shown(its), Excerpt.of(file));
      }
      both = text();
    }
    type = both;
  }

  /// Numbers with different signs mean different things, and a conversion drops the signs.
  private void addWithOtherSign(ObjectNode known, ObjectNode its, String itsSign, String file) {
    boolean isText = !sign.isEmpty() && !itsSign.isEmpty();
    warning =
        "column %s: its numbers have %s in %s and %s in %s, %s"
            .formatted(
                Excerpt.of(name),
                named(sign),
                Excerpt.of(first),
                named(itsSign),
                Excerpt.of(file),
                isText ? "so it is text" : "and mean something else if it is a unit");
    ObjectNode both = isText ? null : widest(known, its);
    type = both == null ? text() : both;
    sign = sign.isEmpty() ? itsSign : sign;
  }

  private static String named(String sign) {
    return sign.isEmpty() ? "no sign" : "'" + sign + "'";
  }

  private static ObjectNode text() {
    return JSON.createObjectNode().put(TYPE, "string");
  }

  private static String shown(ObjectNode type) {
    String shown = type.path(TYPE).asString();
    var rest = type.deepCopy();
    rest.remove(TYPE);
    return rest.isEmpty() ? shown : shown + " " + rest;
  }

  /// Returns the type that accepts all values of both; null if only text does.
  private static @Nullable ObjectNode widest(ObjectNode one, ObjectNode other) {
    if (one.equals(other)) {
      return one;
    }
    return isNumeric(one) && isNumeric(other) ? number(one, other) : null;
  }

  private static boolean isNumeric(ObjectNode type) {
    String name = type.path(TYPE).asString();
    return name.equals("integer") || name.equals("number");
  }

  private static @Nullable ObjectNode number(ObjectNode one, ObjectNode other) {
    boolean isWhole = isWhole(one) && isWhole(other);
    ObjectNode both = JSON.createObjectNode().put(TYPE, isWhole ? "integer" : "number");
    String point = point(isWhole(one) ? other : one);
    if (!isWhole(one) && !isWhole(other) && !point.equals(point(other))) {
      return null;
    }
    String group = one.path(GROUP_CHAR).asString(other.path(GROUP_CHAR).asString(""));
    if (!other.path(GROUP_CHAR).asString(group).equals(group)
        || (!isWhole && group.equals(point))) {
      return null;
    }
    if (!isWhole && !point.equals(".")) {
      both.put(DECIMAL_CHAR, point);
    }
    if (!group.isEmpty()) {
      both.put(GROUP_CHAR, group);
    }
    if (one.has(BARE_NUMBER) || other.has(BARE_NUMBER)) {
      both.put(BARE_NUMBER, false);
    }
    return both;
  }

  private static boolean isWhole(JsonNode type) {
    return type.path(TYPE).asString().equals("integer");
  }

  private static String point(JsonNode type) {
    return type.path(DECIMAL_CHAR).asString(".");
  }

  /// Returns a warning if the inputs disagree; otherwise empty.
  String warning() {
    return warning;
  }

  /// Returns the field's JSON in the schema.
  String json() {
    ObjectNode typed = type == null ? text() : type;
    ObjectNode field = JSON.createObjectNode().put(NAME, name).setAll(typed);
    if (!missing.isEmpty() && !typed.equals(text())) {
      ArrayNode values = field.putArray(MISSING_VALUES);
      missing.forEach(values::add);
    }
    return field.toString();
  }
}
