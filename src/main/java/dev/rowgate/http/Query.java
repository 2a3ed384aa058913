package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The query of a request, decoded: all values of each name, in the order given, and what couldn't
/// be decoded.
///
/// Javalin's own map takes the encoding from the body's media type and leaves out what it can't
/// decode; the servlet's reads a form body for parameters. Neither will do.
record Query(Map<String, List<String>> values, List<InputProblem> problems) {

  static Query of(@Nullable String raw) {
    var values = new LinkedHashMap<String, List<String>>();
    var problems = new ArrayList<InputProblem>();
    for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      try {
        values
            .computeIfAbsent(URLDecoder.decode(name, UTF_8), _ -> new ArrayList<>())
            .add(URLDecoder.decode(value, UTF_8));
      } catch (IllegalArgumentException e) {
        problems.add(
            new InputProblem.BadOption(
                Excerpt.of(name).text(), Excerpt.of(value), "percent-encoded UTF-8", null));
      }
    }
    return new Query(values, problems);
  }

  /// Takes the values of `name` out: they are the door's own.
  List<String> take(String name) {
    List<String> taken = values.remove(name);
    return taken == null ? List.of() : taken;
  }
}
