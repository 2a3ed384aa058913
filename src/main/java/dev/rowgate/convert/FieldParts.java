package dev.rowgate.convert;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Conversion of the members that JSON Schema and data contracts share to those of a Table Schema.
///
/// @param lost collects what can't be carried over
record FieldParts(Lost lost) {

  /// Copies a member under another name, if there is one.
  static void copy(ObjectNode from, String name, ObjectNode to, String as) {
    if (from.has(name)) {
      to.set(as, from.get(name));
    }
  }

  static void copy(ObjectNode from, ObjectNode to, String... names) {
    for (String name : names) {
      copy(from, name, to, name);
    }
  }

  /// Converts the examples; only the first one can be kept.
  ///
  /// @param place of `from` in the document
  void example(ObjectNode from, String place, ObjectNode field) {
    if (from.get("examples") instanceof ArrayNode examples && !examples.isEmpty()) {
      field.set("example", examples.get(0));
      if (examples.size() > 1) {
        lost.member(place, "examples", "a field has one example");
      }
    }
  }

  /// Converts lengths, bounds and the pattern.
  ///
  /// @param place of `from` in the document
  void constraints(ObjectNode from, String place, ObjectNode constraints) {
    copy(from, constraints, "minLength", "maxLength", "minimum", "maximum");
    exclusive(from, "exclusiveMinimum", "minimum", constraints);
    exclusive(from, "exclusiveMaximum", "maximum", constraints);
    if (from.has("pattern")) {
      String whole = SearchPattern.whole(from.get("pattern").asString(""));
      if (whole == null) {
        lost.member(place, "pattern", "its anchors hold for one branch alone");
      } else {
        constraints.put("pattern", whole);
      }
    }
  }

  /// Converts an exclusive bound: a number (JSON Schema from draft 6 on), or a flag that makes the
  /// inclusive bound exclusive (draft 4).
  private static void exclusive(
      ObjectNode from, String name, String inclusive, ObjectNode constraints) {
    JsonNode given = from.path(name);
    if (given.isNumber()) {
      constraints.set(name, given);
    } else if (given.asBoolean(false) && constraints.has(inclusive)) {
      constraints.set(name, constraints.remove(inclusive));
    }
  }
}
