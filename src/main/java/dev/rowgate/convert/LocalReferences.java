package dev.rowgate.convert;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Resolver of references in a JSON Schema: `$ref` within the document, and `allOf`, whose parts
/// apply together. A reference to another document isn't followed.
final class LocalReferences {

  private static final String REF = "$ref";
  private static final int MOST_NODES = 100_000;

  private final JsonNode root;
  private final Lost lost;
  private int nodes;

  LocalReferences(JsonNode root, Lost lost) {
    this.root = root;
    this.lost = lost;
  }

  /// Returns a copy of a schema in which the references of the top level are resolved.
  ///
  /// @param schema may be `true` or `false`
  ObjectNode resolved(JsonNode schema, String place) {
    return resolved(schema, place, new HashSet<>());
  }

  private ObjectNode resolved(JsonNode schema, String place, Set<String> followed) {
    if (nodes++ > MOST_NODES) {
      throw new NoTable("refers to itself too often");
    }
    ObjectNode all = SchemaConverter.object();
    if (!(schema instanceof ObjectNode object)) {
      if (!schema.isBoolean() || !schema.asBoolean()) {
        lost.add(place, "is no schema that a value can keep");
      }
      return all;
    }
    object.forEachEntry((name, value) -> {
      if (!name.equals(REF) && !name.equals("allOf")) {
        all.set(name, value);
      }
    });
    List<ObjectNode> parts = new ArrayList<>();
    if (object.has(REF)) {
      JsonNode target = target(object.get(REF).asString(""), place, followed);
      if (target != null) {
        parts.add(resolved(target, place, followed));
      }
    }
    if (object.get("allOf") instanceof ArrayNode list) {
      list.forEach(part -> parts.add(resolved(part, place + "/allOf", new HashSet<>(followed))));
    }
    parts.forEach(part -> merge(part, all, place));
    return all;
  }

  private @Nullable JsonNode target(String reference, String place, Set<String> followed) {
    if (!reference.startsWith("#")) {
      lost.member(place, REF, "'" + reference + "' is another document, which isn't read");
      return null;
    }
    JsonNode target =
        reference.length() == 1 ? root : root.at(JsonPointer.compile(reference.substring(1)));
    if (target.isMissingNode() || !followed.add(reference)) {
      lost.member(
          place,
          REF,
          "'" + reference + (target.isMissingNode() ? "' isn't there" : "' refers to itself"));
      return null;
    }
    return target;
  }

  /// Adds the members of a part. If both have a member, that of `into` takes precedence.
  private void merge(ObjectNode part, ObjectNode into, String place) {
    part.forEachEntry((name, value) -> {
      if (!into.has(name)) {
        into.set(name, value);
      } else if (name.equals("properties") && into.get(name) instanceof ObjectNode known) {
        ObjectNode both = known.deepCopy();
        value.properties().forEach(one -> both.putIfAbsent(one.getKey(), one.getValue()));
        into.set(name, both);
      } else if (name.equals("required") && into.get(name) instanceof ArrayNode known) {
        into.set(name, known.deepCopy().addAll((ArrayNode) value));
      } else if (!into.get(name).equals(value) && !isText(name)) {
        lost.member(place, name, "a second '" + name + "' of $ref or allOf");
      }
    });
  }

  private static boolean isText(String name) {
    return Set.of("title", "description", "$comment", "$id", "$anchor").contains(name);
  }

  /// Returns a copy of a schema in which the references of all levels are resolved. A recursive
  /// reference is replaced by a schema that allows everything.
  JsonNode deep(JsonNode node, String place) {
    return deep(node, place, new ArrayList<>());
  }

  private JsonNode deep(JsonNode node, String place, List<String> open) {
    if (nodes++ > MOST_NODES) {
      throw new NoTable("refers to itself too often");
    }
    if (node instanceof ArrayNode list) {
      ArrayNode copy = SchemaConverter.array();
      list.forEach(item -> copy.add(deep(item, place, open)));
      return copy;
    }
    if (!(node instanceof ObjectNode object)) {
      return node;
    }
    String reference = object.path(REF).asString("");
    if (!reference.isEmpty() && open.contains(reference)) {
      lost.member(place, REF, "'" + reference + "' refers to itself");
      return SchemaConverter.object();
    }
    ObjectNode flat = reference.isEmpty() ? object : resolved(object, place);
    if (!reference.isEmpty()) {
      open.add(reference);
    }
    ObjectNode copy = SchemaConverter.object();
    flat.forEachEntry((name, value) -> copy.set(name, deep(value, place, open)));
    if (!reference.isEmpty()) {
      open.removeLast();
    }
    return copy;
  }
}
