package dev.rowgate.http.media;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.QuotedCSV;
import org.jspecify.annotations.Nullable;

/// A header's value and its parameters, such as `text/csv; charset=utf-8` (RFC 9110, 5.6.6). All
/// calls of Jetty's parsers are here: they throw what a client has sent wrong, and of a parameter
/// that is given twice they keep one.
///
/// @param value without space around it; may be empty
/// @param parameters by their names in lower case: all values of each, in their order, an empty one
///   where none is given
public record HeaderValue(String value, Map<String, List<String>> parameters) {

  /// What is wrong with one that can't be read.
  public static final String UNREADABLE = "a quote in it isn't closed";

  public HeaderValue {
    parameters = Map.copyOf(parameters);
  }

  /// @return null if it can't be read, such as a quote that isn't closed
  static @Nullable public HeaderValue of(String text) {
    var all = new HashMap<String, List<String>>();
    try {
      String value = HttpField.getValueParameters(text, collector(all));
      return new HeaderValue(value == null ? "" : value.strip(), all);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /// The items of a list, with their parameters; those that can't be read are left out, and all of
  /// them where it isn't known where one ends.
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

  /// The first value of a parameter, or null if it isn't given.
  @Nullable
  public String parameter(String name) {
    List<String> values = parameters.get(name);
    return values == null ? null : values.getFirst();
  }

  public boolean repeats(String name) {
    return parameters.getOrDefault(name, List.of()).size() > 1;
  }

  /// Jetty puts each parameter as it finds it.
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
