package dev.rowgate.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is wrong with a schema: nothing starts. A schema is refused with all its problems.
public sealed interface SchemaProblem extends Problem {

  /// Where in the schema, as a JSON pointer (RFC 6901); empty for the whole document.
  String pointer();

  /// What to write in place of what is wrong, for a person.
  default String instead() {
    return Messages.instead(this);
  }

  /// The schema isn't a JSON document that can be read.
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

  /// A file of the schema directory can't be read, or there is no room for its schema.
  record Unreadable(String reason) implements SchemaProblem {
    @Override
    public String pointer() {
      return "";
    }
  }

  /// A property that must be there isn't.
  record MissingProperty(String pointer, String property) implements SchemaProblem {}

  /// A property holds something that it can't hold.
  record WrongValue(String pointer, Excerpt value, String expected) implements SchemaProblem {}

  /// A word of the standard's vocabulary that isn't one: a type, a format, a constraint.
  ///
  /// @param kind what the word should have named: `type`
  /// @param allowed the first of the words that there are
  /// @param others how many more there are
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

  /// Two fields have one name.
  record DuplicateField(String pointer, String column, String firstPointer)
      implements SchemaProblem {}

  /// A field has a name that the wire format keeps for itself.
  record ReservedField(String pointer, String column) implements SchemaProblem {}

  /// The standard doesn't have this constraint on this type.
  record ConstraintNotOnType(String pointer, String constraint, String type, List<String> allowed)
      implements SchemaProblem {
    public ConstraintNotOnType {
      allowed = List.copyOf(allowed);
    }
  }

  /// A pattern that can't be read, or that can't run in linear time.
  ///
  /// @param instead what can be written there
  record BadPattern(String pointer, Excerpt value, String reason, String instead)
      implements SchemaProblem {}

  /// Something of the standard that this version doesn't check, and so refuses to pass over.
  record NotSupported(String pointer, String what) implements SchemaProblem {}
}
