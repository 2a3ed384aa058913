package dev.rowgate.schema;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Values as Jackson's tree has them, which the library of JSON Schema reads.
final class JacksonNodes {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final int MAX_OF_ONE_HASH = 1_000;

  private JacksonNodes() {}

  static JsonNode of(Json json) {
    return switch (json) {
      case Json.Obj object -> {
        ObjectNode node = NODES.objectNode();
        object.members().forEach((name, value) -> node.set(name, of(value)));
        yield node;
      }
      case Json.Arr list -> {
        ArrayNode node = NODES.arrayNode();
        list.items().forEach(item -> node.add(of(item)));
        yield node;
      }
      case Json.Text text -> NODES.stringNode(text.text());
      case Json.Num number -> number(number.text());
      case Json.Bool flag -> NODES.booleanNode(flag.value());
      case Json.Null _ -> NODES.nullNode();
    };
  }

  /// The same node for the same number, however it is written: `1`, `1.0`, `10e-1`.
  private static JsonNode number(String text) {
    var number = new BigDecimal(text).stripTrailingZeros();
    if (number.scale() > 0) {
      return NODES.numberNode(number);
    }
    var whole = number.toBigIntegerExact();
    return whole.bitLength() < Long.SIZE
        ? NODES.numberNode(whole.longValue())
        : NODES.numberNode(whole);
  }

  /// Whether a list, here or further in, has so many different items of one hash that a search for
  /// equal ones compares each with each. Only an attack has.
  static boolean collide(JsonNode node) {
    if (node.isArray()) {
      Map<Integer, JsonNode> firsts = new HashMap<>();
      Map<Integer, Integer> others = new HashMap<>();
      for (JsonNode item : node.values()) {
        int hash = item.hashCode();
        JsonNode first = firsts.putIfAbsent(hash, item);
        if (first != null && !first.equals(item)) {
          int count = others.getOrDefault(hash, 0) + 1;
          if (count > MAX_OF_ONE_HASH) {
            return true;
          }
          others.put(hash, count);
        }
      }
    }
    return node.values().stream().anyMatch(JacksonNodes::collide);
  }

  /// The value that a step leads to, a name or an index; the value itself where there is none.
  static Json step(Json from, Object step) {
    return switch (from) {
      case Json.Obj object when object.has(step.toString()) -> object.at(step.toString());
      case Json.Arr list when step instanceof Integer index && index < list.items().size() ->
          list.items().get(index);
      default -> from;
    };
  }
}
