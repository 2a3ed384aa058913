package dev.rowgate.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Problem of a schema. A schema is refused with all its problems.
public sealed interface SchemaProblem extends Problem {

  /// The location in the schema, as a JSON pointer (RFC 6901); empty for the whole document.
  @Override
  String pointer();

  /// The same for all, since [Code#RESERVED_COLUMN] is also a header's.
  @Override
  default int status() {
    return 400;
  }

  /// What to write instead, for people.
  default String instead() {
    return SchemaMessages.instead(this);
  }

  /// The schema isn't a valid JSON document.
  ///
  /// @param line in the schema's text, from 1
  /// @param columnInLine in that line, from 1
  record NotJson(String reason, int line, int columnInLine) implements SchemaProblem {
    @Override
    public String pointer() {
      return "";
    }
  }

  /// The schema is longer than the limit.
  ///
  /// @param limit in bytes
  record TooLarge(long limit) implements SchemaProblem {
    @Override
    public String pointer() {
      return "";
    }
  }

  /// A file of the schema directory can't be read, or there is no memory for its schema.
  record Unreadable(String reason) implements SchemaProblem {
    @Override
    public String pointer() {
      return "";
    }
  }

  /// A required property is missing.
  record MissingProperty(String pointer, String property) implements SchemaProblem {}

  /// A property has an invalid value.
  record WrongValue(String pointer, Excerpt value, String expected) implements SchemaProblem {}

  /// A name isn't in the standard's vocabulary: a type, a format, a constraint.
  ///
  /// @param kind what the name should denote: `type`
  /// @param allowed the first of the allowed names
  /// @param others the number of further ones
  record UnknownName(
      String pointer,
      String kind,
      Excerpt value,
      @Nullable String suggestion,
      List<String> allowed,
      int others)
      implements SchemaProblem {
    public UnknownName {
      allowed = List.copyOf(allowed);
    }
  }

  /// Two fields have the same name.
  record DuplicateField(String pointer, String column, String firstPointer)
      implements SchemaProblem {}

  /// A field has a name that the wire format reserves.
  record ReservedField(String pointer, String column) implements SchemaProblem {}

  /// The standard doesn't allow this constraint on this type.
  record ConstraintNotOnType(String pointer, String constraint, String type, List<String> allowed)
      implements SchemaProblem {
    public ConstraintNotOnType {
      allowed = List.copyOf(allowed);
    }
  }

  /// A pattern is malformed, or can't run in linear time.
  ///
  /// @param instead what is allowed there
  record BadPattern(String pointer, Excerpt value, String reason, String instead)
      implements SchemaProblem {}

  /// A part of the standard that this version doesn't check, and therefore refuses.
  record NotSupported(String pointer, String what) implements SchemaProblem {}
}
