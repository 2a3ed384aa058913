package dev.rowgate.schema.json;

import dev.rowgate.problem.Excerpt;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A parsed JSON value with its location in the document. Numbers keep their original text.
public sealed interface Json {

  Place place();

  /// A short form of the value for messages.
  Excerpt excerpt();

  /// The text of a string, number or boolean; null for other values.
  default @Nullable String scalar() {
    return null;
  }

  /// A string, number or boolean.
  sealed interface Scalar extends Json {

    @Override
    String scalar();

    @Override
    default Excerpt excerpt() {
      return Excerpt.of(scalar());
    }
  }

  record Text(Place place, String text) implements Scalar {
    @Override
    public String scalar() {
      return text;
    }
  }

  record Num(Place place, String text) implements Scalar {
    @Override
    public String scalar() {
      return text;
    }
  }

  record Bool(Place place, boolean value) implements Scalar {
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

  /// An array.
  ///
  /// @param items must not be modified
  record Arr(Place place, List<Json> items) implements Json {
    @Override
    public Excerpt excerpt() {
      return Excerpt.of(items.isEmpty() ? "[]" : "[…]");
    }
  }

  /// An object.
  ///
  /// @param members in document order; must not be modified
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

    /// The member of that name, which must exist.
    public Json at(String name) {
      return Objects.requireNonNull(members.get(name));
    }
  }
}
