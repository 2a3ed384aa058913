package dev.rowgate.http.media;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.QuotedCSV;
import org.jspecify.annotations.Nullable;

/// A header value with its parameters, such as `text/csv; charset=utf-8` (RFC 9110, section 5.6.6).
/// It wraps all calls of Jetty's parsers, which throw on malformed input and keep only one value of
/// a repeated parameter.
///
/// @param value without surrounding white space; may be empty
/// @param parameters by lower-case name: all values in their order, an empty string for one without
///   a value
public record HeaderValue(String value, Map<String, List<String>> parameters) {

  /// Message about a malformed value.
  public static final String UNREADABLE = "a quote in it isn't closed";

  public HeaderValue {
    parameters = Map.copyOf(parameters);
  }

  /// @return null if it is malformed, such as an unterminated quote
  public static @Nullable HeaderValue of(String text) {
    var all = new HashMap<String, List<String>>();
    try {
      String value = HttpField.getValueParameters(text, collector(all));
      return new HeaderValue(value == null ? "" : value.strip(), all);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /// Parses a list of values. Malformed items are skipped; if items can't be separated, the list is
  /// empty.
  static List<HeaderValue> list(String text) {
    var items = new ArrayList<HeaderValue>();
    try {
      for (String item : new QuotedCSV(true, text).getValues()) {
        HeaderValue value = of(item);
        if (value != null) {
          items.add(value);
        }
      }
      return items;
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }

  /// Returns the first value of a parameter; null if it isn't given.
  @Nullable
  public String parameter(String name) {
    List<String> values = parameters.get(name);
    return values == null ? null : values.getFirst();
  }

  public boolean repeats(String name) {
    return parameters.getOrDefault(name, List.of()).size() > 1;
  }

  /// Returns a map that collects every parameter that Jetty's parser puts into it.
  private static Map<String, String> collector(Map<String, List<String>> all) {
    return new HashMap<>() {
      private static final long serialVersionUID = 1;

      @Override
      public @Nullable String put(String name, @Nullable String value) {
        all.computeIfAbsent(name.toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
            .add(value == null ? "" : value);
        return null;
      }
    };
  }
}
