package dev.rowgate.http.upload;

import static java.util.Objects.requireNonNullElse;

import dev.rowgate.http.media.HeaderValue;
import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The headers of one part of a multipart body. Jetty bounds their length. Not thread-safe.
final class PartHeaders {

  private final Map<String, String> values = new HashMap<>();

  /// @return what is wrong, or null
  @Nullable InputProblem add(String name, String value) {
    String known = name.toLowerCase(Locale.ROOT);
    return values.putIfAbsent(known, value) != null && known.startsWith("content-")
        ? PartOrder.bad("a part has the header " + Excerpt.of(name).text() + " twice")
        : null;
  }

  /// The media type; null if there is none.
  @Nullable String type() {
    return values.get("content-type");
  }

  /// The part's name; empty if it has none.
  String name() {
    HeaderValue value = disposition();
    return value == null ? "" : requireNonNullElse(value.parameter("name"), "");
  }

  /// What is wrong with the name, or null.
  @Nullable InputProblem fault() {
    HeaderValue value = disposition();
    if (value == null && hasDisposition()) {
      return PartOrder.bad(
          "the Content-Disposition of a part can't be read: " + HeaderValue.UNREADABLE);
    }
    if (value != null && value.repeats("name")) {
      return PartOrder.bad("the Content-Disposition of a part can't be read: it has several names");
    }
    // RFC 7578, section 4.2: each part must have one.
    return value == null || value.parameter("name") == null
        ? PartOrder.bad("a part has no Content-Disposition with a name")
        : null;
  }

  private boolean hasDisposition() {
    return values.containsKey("content-disposition");
  }

  private @Nullable HeaderValue disposition() {
    String disposition = values.get("content-disposition");
    return disposition == null ? null : HeaderValue.of(disposition);
  }
}
