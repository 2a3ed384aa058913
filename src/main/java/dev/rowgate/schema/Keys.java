package dev.rowgate.schema;

import java.util.List;

/// The unique and foreign keys of a schema: constraints on several records. Fields are identified
/// by their index in the schema, from 0. Immutable and thread-safe.
///
/// @param unique in the order in which they are checked: `unique` of single fields, the primary
///   key, `uniqueKeys`
/// @param foreign in the order of the schema's text
public record Keys(List<Unique> unique, List<Foreign> foreign) {

  /// [Foreign#resource()] of a foreign key that refers to the same file.
  public static final String SELF = "";

  public static final Keys NONE = new Keys(List.of(), List.of());

  public Keys {
    unique = List.copyOf(unique);
    foreign = List.copyOf(foreign);
  }

  /// Whether no check needs more than one record.
  public boolean isEmpty() {
    return unique.isEmpty() && foreign.isEmpty();
  }

  /// The names of the other files that foreign keys refer to, without duplicates.
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

  /// Whether a foreign key refers to the same file.
  public boolean refersToItself() {
    for (Foreign key : foreign) {
      if (key.resource().equals(SELF)) {
        return true;
      }
    }
    return false;
  }

  /// Which declaration requires uniqueness; it selects the problem code.
  public enum Kind {
    /// The constraint of one field, or one of `uniqueKeys`.
    UNIQUE,
    PRIMARY
  }

  /// Fields whose combined values must differ between records. A record in which one of them is
  /// missing isn't compared.
  public record Unique(Kind kind, List<Integer> fields) {
    public Unique {
      fields = List.copyOf(fields);
    }
  }

  /// Fields whose combined values must occur in a record of another file, or of this one. A record
  /// in which one of them is missing isn't checked.
  ///
  /// @param fields indices of the referring fields
  /// @param resource the name of the referenced file, or [#SELF]
  /// @param referenced the labels of the referenced columns, as many as `fields`
  public record Foreign(List<Integer> fields, String resource, List<String> referenced) {
    public Foreign {
      fields = List.copyOf(fields);
      referenced = List.copyOf(referenced);
    }
  }
}
