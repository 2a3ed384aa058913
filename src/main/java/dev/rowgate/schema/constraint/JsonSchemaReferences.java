package dev.rowgate.schema.constraint;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.schema.json.Diagnostics;
import dev.rowgate.schema.json.Json;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Resolver of the references in one JSON Schema. A reference must stay inside the schema, so
/// `$dynamicRef` and `$recursiveRef` have nothing dynamic to resolve and are treated as `$ref`.
final class JsonSchemaReferences {

  private record Reference(Json.Obj from, Json.Text text) {}

  private final Diagnostics reading;
  private final List<Reference> references = new ArrayList<>();
  private final Map<String, Json> anchors = new HashMap<>();
  private final IdentityHashMap<Json, List<Json>> targets = new IdentityHashMap<>();

  JsonSchemaReferences(Diagnostics reading) {
    this.reading = reading;
  }

  void add(Json.Obj from, Json.Text text) {
    references.add(new Reference(from, text));
  }

  void anchor(String name, Json.Obj schema) {
    anchors.putIfAbsent(name, schema);
  }

  /// The targets of a schema's references, in the order of its text.
  List<Json> from(Json schema) {
    return targets.getOrDefault(schema, List.of());
  }

  /// All schemas that a reference points to.
  List<Json> targets() {
    return targets.values().stream().flatMap(List::stream).toList();
  }

  /// Resolves all references, and reports those without a target.
  ///
  /// @param schemas all subschemas, each with the schemas that it applies to the same value; every
  ///   target is added there
  /// @return whether all references were resolved
  boolean resolve(Json.Obj root, IdentityHashMap<Json, List<Json>> schemas) {
    boolean good = true;
    for (Reference reference : references) {
      String to = reference.text.text();
      List<Json> same = schemas.get(reference.from);
      Json target = to.startsWith("#") ? target(root, to.substring(1)) : null;
      if (!to.startsWith("#")) {
        reading.notSupported(
            reference.text, "a reference that leads out of the schema, to a URL or a file,");
        good = false;
      } else if (target == null || !schemas.containsKey(target) || same == null) {
        reading.wrongValue(
            reference.text, "a reference to a schema of this JSON Schema, such as #/$defs/name");
        good = false;
      } else {
        same.add(target);
        targets.computeIfAbsent(reference.from, _ -> new ArrayList<>()).add(target);
      }
    }
    return good;
  }

  /// @param fragment of the URI: an anchor or a JSON pointer, possibly percent-encoded
  private @Nullable Json target(Json.Obj root, String fragment) {
    if (fragment.isEmpty()) {
      return root;
    }
    Json target = fragment.startsWith("/") ? at(root, fragment) : anchors.get(fragment);
    String decoded = decoded(fragment);
    return target == null && !decoded.equals(fragment) && decoded.startsWith("/")
        ? at(root, decoded)
        : target;
  }

  private static String decoded(String fragment) {
    try {
      return URLDecoder.decode(fragment.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      return fragment;
    }
  }

  /// Returns the value at a JSON pointer (RFC 6901); null if there is none.
  private static @Nullable Json at(Json root, String pointer) {
    Json at = root;
    for (String step : pointer.substring(1).split("/", -1)) {
      String name = step.replace("~1", "/").replace("~0", "~");
      at =
          switch (at) {
            case Json.Obj object -> object.get(name);
            case Json.Arr list
                when name.matches("[0-9]{1,9}") && Integer.parseInt(name) < list.items().size() ->
                list.items().get(Integer.parseInt(name));
            case null, default -> null;
          };
    }
    return at;
  }
}
