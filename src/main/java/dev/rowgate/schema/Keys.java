package dev.rowgate.schema;

import java.util.List;

/// What a schema says of rows together: what no two of them may share, and what must stand in
/// another row, of this file or of another. Fields are named by their place in the schema, from 0.
/// Immutable and thread-safe.
///
/// @param unique in the order in which they are checked: those of single fields, the primary key,
///   then the schema's `uniqueKeys`
public record Keys(List<Unique> unique, List<Foreign> foreign) {

  /// A foreign key's [Foreign#resource()] that is the file itself.
  public static final String SELF = "";

  public static final Keys NONE = new Keys(List.of(), List.of());

  public Keys {
    unique = List.copyOf(unique);
    foreign = List.copyOf(foreign);
  }

  /// Whether rows can be looked at one by one.
  public boolean isEmpty() {
    return unique.isEmpty() && foreign.isEmpty();
  }

  /// The names of the other files that foreign keys lead to, each once.
  public List<String> resources() {
    if (foreign.isEmpty()) {
      return List.of();
    }
    return foreign.stream()
        .map(Foreign::resource)
        .filter(name -> !name.equals(SELF))
        .distinct()
        .toList();
  }

  /// Whether a foreign key leads to the file itself.
  public boolean refersToItself() {
    for (Foreign key : foreign) {
      if (key.resource().equals(SELF)) {
        return true;
      }
    }
    return false;
  }

  /// Why values must be unique.
  public enum Kind {
    /// The constraint of one field, or one of `uniqueKeys`.
    UNIQUE,
    PRIMARY
  }

  /// Fields whose values no two rows share. A row where one of them is missing isn't compared.
  public record Unique(Kind kind, List<Integer> fields) {
    public Unique {
      fields = List.copyOf(fields);
    }
  }

  /// Fields whose values stand together in a row of another file. A row where one of them is
  /// missing refers to nothing.
  ///
  /// @param resource the name of that file, or [#SELF]
  /// @param referenced the labels there, as many as `fields`
  public record Foreign(List<Integer> fields, String resource, List<String> referenced) {
    public Foreign {
      fields = List.copyOf(fields);
      referenced = List.copyOf(referenced);
    }
  }
}
