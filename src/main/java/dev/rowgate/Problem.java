package dev.rowgate;

import dev.rowgate.problem.Excerpt;
import dev.rowgate.schema.Rule;
import org.jspecify.annotations.Nullable;

/// A problem of a record, of the input as a whole, or of a schema.
///
/// @param code a stable word such as `type-error`, or the code of a schema's own rule
/// @param constraint the violated constraint by its name in Table Schema, such as `minimum`; null
///   for other problems
/// @param column the column's name; null if the problem belongs to no named column
/// @param columnNumber the position of the cell in its record, from 1; 0 if it belongs to no cell
/// @param value the beginning of the cell; null if there is none
/// @param expected description of a valid value; null if there is none
/// @param pointer JSON pointer into the schema; null if the problem isn't about a schema
/// @param message a sentence for people; it may change between versions
public record Problem(
    String code,
    @Nullable String constraint,
    @Nullable String column,
    int columnNumber,
    @Nullable String value,
    @Nullable String expected,
    @Nullable String pointer,
    String message) {

  static Problem of(dev.rowgate.problem.Problem problem) {
    Excerpt value = problem.value();
    return new Problem(
        problem.codeText(),
        problem.constraint(),
        problem.column(),
        problem.columnNumber(),
        value == null ? null : value.text(),
        problem.expected(),
        problem.pointer(),
        problem.message());
  }

  /// Returns the problem of a violated rule with severity `warning`.
  static Problem of(Rule rule) {
    String column = rule.column().isEmpty() ? null : rule.column();
    return new Problem(rule.code(), null, column, 0, null, rule.expected(), null, rule.message());
  }

  /// The message, followed by the code in brackets.
  @Override
  public String toString() {
    return message + " [" + code + "]";
  }
}
