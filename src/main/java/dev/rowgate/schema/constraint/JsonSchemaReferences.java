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

/// The references of one JSON Schema, and where they lead. All stay inside it, so that there is
/// nothing dynamic about `$dynamicRef` and `$recursiveRef`: they are a `$ref`.
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

  /// Where the references of a schema lead, in their order.
  List<Json> from(Json schema) {
    return targets.getOrDefault(schema, List.of());
  }

  /// All schemas that a reference leads to.
  List<Json> targets() {
    return targets.values().stream().flatMap(List::stream).toList();
  }

  /// Finds where each leads, and notes those that lead nowhere.
  ///
  /// @param schemas all schemas of the JSON Schema, with those that look at the same value: the
  ///   target becomes one of these
  /// @return whether all are good
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

  /// @param fragment of a URL: an anchor or a pointer, which may have `%20` for a space
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

  /// The value that a pointer leads to; null if there is none.
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
