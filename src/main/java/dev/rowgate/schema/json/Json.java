package dev.rowgate.schema.json;

import dev.rowgate.problem.Excerpt;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A JSON value that knows where it stands. Numbers are the text that they were written as.
public sealed interface Json {

  Place place();

  /// The value as a person is shown it.
  Excerpt excerpt();

  /// The text of a text, a number or a boolean; null for anything else.
  default @Nullable String scalar() {
    return null;
  }

  record Text(Place place, String text) implements Json {
    @Override
    public Excerpt excerpt() {
      return Excerpt.of(text);
    }

    @Override
    public String scalar() {
      return text;
    }
  }

  record Num(Place place, String text) implements Json {
    @Override
    public Excerpt excerpt() {
      return Excerpt.of(text);
    }

    @Override
    public String scalar() {
      return text;
    }
  }

  record Bool(Place place, boolean value) implements Json {
    @Override
    public Excerpt excerpt() {
      return Excerpt.of(scalar());
    }

    @Override
    public String scalar() {
      return Boolean.toString(value);
    }
  }

  record Null(Place place) implements Json {
    @Override
    public Excerpt excerpt() {
      return Excerpt.of("null");
    }
  }

  /// A list.
  ///
  /// @param items not to be changed
  record Arr(Place place, List<Json> items) implements Json {
    @Override
    public Excerpt excerpt() {
      return Excerpt.of(items.isEmpty() ? "[]" : "[…]");
    }
  }

  /// Names with values.
  ///
  /// @param members in the order of the text; not to be changed
  record Obj(Place place, Map<String, Json> members) implements Json {
    @Override
    public Excerpt excerpt() {
      return Excerpt.of(members.isEmpty() ? "{}" : "{…}");
    }

    public boolean has(String name) {
      return members.containsKey(name);
    }

    @Nullable
    public Json get(String name) {
      return members.get(name);
    }

    /// The member of that name, which is known to be there.
    public Json at(String name) {
      return Objects.requireNonNull(members.get(name));
    }
  }
}
