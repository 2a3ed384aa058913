package dev.rowgate.schema;

import dev.rowgate.schema.constraint.Constraint;
import dev.rowgate.schema.type.FieldType;
import dev.rowgate.schema.value.Value;
import java.util.List;

/// A rule of `rowgate:rules`: a condition on several values of one record, an extension of the
/// standard. It is data; no user code runs. Fields are identified by their index in the schema,
/// from 0. Immutable and thread-safe.
///
/// @param code the schema author's code, distinct from the built-in codes
/// @param message the schema author's sentence, written with each violation
/// @param severity whether a violation rejects the record
/// @param field the field that a violation is attributed to, or [#NO_FIELD]
/// @param column the name of that field; empty if there is none
/// @param expected description of a valid value
/// @param check the condition
public record Rule(
    String code,
    String message,
    Severity severity,
    int field,
    String column,
    String expected,
    Check check) {

  /// [#field()] of a rule that concerns several fields equally.
  public static final int NO_FIELD = -1;

  /// Effect of a violation.
  public enum Severity {
    /// The record is rejected.
    ERROR,
    /// The violation is counted, and the record is written.
    WARNING
  }

  /// The condition of a rule. It isn't evaluated where a field that it uses has an invalid value.
  public sealed interface Check {}

  /// Compares two values. Not evaluated if one of them is missing.
  ///
  /// @param type the type whose order applies
  public record Compare(int field, Operator operator, int other, FieldType type) implements Check {

    /// Whether the comparison holds for two values of the fields' types.
    public boolean holds(Value value, Value against) {
      return operator.holds(type.compare(value, against), type.areOrdered(value, against));
    }
  }

  /// Implication: if all conditions of `when` hold, `then` must hold.
  public record WhenThen(List<Condition> when, Condition then) implements Check {
    public WhenThen {
      when = List.copyOf(when);
    }
  }

  /// Requires a value in one of several fields.
  ///
  /// @param exactly true for exactly one, false for at least one
  public record OneOfFields(List<Integer> fields, boolean exactly) implements Check {
    public OneOfFields {
      fields = List.copyOf(fields);
    }

    /// Whether the check holds if `present` of the fields have a value.
    public boolean holds(int present) {
      return exactly ? present == 1 : present >= 1;
    }
  }

  /// A condition on one field.
  ///
  /// @param missing whether the field must have no value
  /// @param required whether the field must have a value
  /// @param constraints on the value, if there is one
  public record Condition(
      int field, boolean missing, boolean required, List<Constraint> constraints) {
    public Condition {
      constraints = List.copyOf(constraints);
    }

    /// Whether a present value meets the condition.
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
