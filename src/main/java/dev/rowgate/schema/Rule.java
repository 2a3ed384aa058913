package dev.rowgate.schema;

import dev.rowgate.schema.constraint.Constraint;
import dev.rowgate.schema.type.FieldType;
import dev.rowgate.schema.value.Value;
import java.util.List;

/// A rule beyond the standard: what the values of one record must be beside each other. It is data;
/// no code is run. Fields are named by their place in the schema, from 0. Immutable and
/// thread-safe.
///
/// @param code the user's own word for it, none of the built-in codes
/// @param message the user's own sentence
/// @param field the one that is told to be wrong, or [#NO_FIELD]
/// @param column the name of that field; empty if there is none
/// @param expected what would have been right, as a person reads it
public record Rule(
    String code,
    String message,
    Severity severity,
    int field,
    String column,
    String expected,
    Check check) {

  /// The rule speaks of several fields alike.
  public static final int NO_FIELD = -1;

  /// What becomes of a record that breaks a rule.
  public enum Severity {
    /// It is rejected.
    ERROR,
    /// It is counted, and goes out.
    WARNING
  }

  /// What must hold. Where a field that it asks for has no good value, it says nothing.
  public sealed interface Check {}

  /// Two values stand in this order. Says nothing where one of them is missing.
  ///
  /// @param type of both, whose order it is
  public record Compare(int field, Operator operator, int other, FieldType type) implements Check {

    /// Whether two values of the fields' types do so.
    public boolean holds(Value value, Value against) {
      return operator.holds(type.compare(value, against), type.areOrdered(value, against));
    }
  }

  /// Where all of `when` hold, `then` does.
  public record WhenThen(List<Condition> when, Condition then) implements Check {
    public WhenThen {
      when = List.copyOf(when);
    }
  }

  /// So many of these fields have a value.
  ///
  /// @param exactly whether it is one, or one at least
  public record OneOfFields(List<Integer> fields, boolean exactly) implements Check {
    public OneOfFields {
      fields = List.copyOf(fields);
    }

    public boolean holds(int present) {
      return exactly ? present == 1 : present >= 1;
    }
  }

  /// What a rule asks of one field.
  ///
  /// @param missing whether it asks for no value at all
  /// @param required whether a value must be there
  /// @param constraints of the value, if there is one
  public record Condition(
      int field, boolean missing, boolean required, List<Constraint> constraints) {
    public Condition {
      constraints = List.copyOf(constraints);
    }

    /// Whether a value that is there is as it asks.
    public boolean holds(Value value) {
      if (missing) {
        return false;
      }
      for (Constraint constraint : constraints) {
        if (!constraint.holds(value)) {
          return false;
        }
      }
      return true;
    }
  }
}
