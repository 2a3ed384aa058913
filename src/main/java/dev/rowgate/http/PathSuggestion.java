package dev.rowgate.http;

import dev.rowgate.problem.Nearest;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finder of the route that was probably meant by an unknown path: one with a typing error, without
/// `/v1`, without `.json`, with a slash or a file's name at its end, or with a health check's usual
/// name.
final class PathSuggestion {

  private static final String VERSION = "/v1";

  /// Names of health checks elsewhere.
  private static final Map<String, String> USUAL =
      Map.of(
          "/health", "/readyz",
          "/healthz", "/readyz",
          "/healthcheck", "/readyz",
          "/status", "/readyz",
          "/ping", "/livez");

  /// Routes by what may be written for them.
  private final Map<String, String> whole = new LinkedHashMap<>(USUAL);

  /// Routes that end with a name, without it.
  private final Map<String, String> parents = new LinkedHashMap<>();

  /// @param routes all paths of the service, with names such as `{code}` in braces
  PathSuggestion(Collection<String> routes) {
    for (String route : routes) {
      int brace = route.indexOf("/{");
      if (brace > 0) {
        addForms(parents, route.substring(0, brace));
      } else if (route.length() > 1) {
        addForms(whole, route);
      }
    }
  }

  private static void addForms(Map<String, String> forms, String route) {
    forms.put(route, route);
    if (route.startsWith(VERSION + "/")) {
      forms.putIfAbsent(route.substring(VERSION.length()), route);
    }
    if (route.endsWith(".json")) {
      forms.putIfAbsent(route.substring(0, route.length() - ".json".length()), route);
    }
  }

  /// Returns the path that was probably meant; null if there is none.
  @Nullable String of(String path) {
    String trimmed = path.replaceFirst("/+$", "");
    int slash = Math.max(0, trimmed.lastIndexOf('/'));
    String parent = trimmed.substring(0, slash);
    String of = nearest(parent, parents);
    if (of != null) {
      return of + trimmed.substring(slash);
    }
    String route = nearest(trimmed, whole);
    // `curl -T FILE` adds the file's name.
    return route == null ? nearest(parent, whole) : route;
  }

  /// Returns the nearest route of as many parts.
  private static @Nullable String nearest(String path, Map<String, String> forms) {
    List<String> alike = forms.keySet().stream().filter(f -> parts(f) == parts(path)).toList();
    String form = Nearest.to(path, alike);
    return form == null ? null : forms.get(form);
  }

  private static long parts(String path) {
    return path.chars().filter(c -> c == '/').count();
  }
}
