package dev.rowgate.problem;

import org.jspecify.annotations.Nullable;

/// A problem, with the data that describes it. Leaves are records. Their codes are in one table
/// ([Code]), their messages in another ([Messages]); no decision depends on a message.
public sealed interface Problem permits SchemaProblem, InputProblem, RowProblem {

  /// The stable code of this kind of problem.
  default Code code() {
    return Code.of(this);
  }

  /// The HTTP status of a refusal with this problem.
  default int status() {
    return code().status();
  }

  /// The code in the output: that of [#code()], or of the user's own rule.
  default String codeText() {
    return code().id();
  }

  /// The name of the column; null if the problem belongs to no named column.
  default @Nullable String column() {
    return null;
  }

  /// The position of the cell in its record, from 1; 0 if the problem belongs to no cell.
  default int columnNumber() {
    return 0;
  }

  /// The start of the offending value; null if there is none.
  default @Nullable Excerpt value() {
    return null;
  }

  /// Description of a valid value; null if there is none.
  default @Nullable String expected() {
    return null;
  }

  /// The violated constraint by its Table Schema name, or null.
  default @Nullable String constraint() {
    return null;
  }

  /// The location in the schema, as a JSON pointer (RFC 6901); null if the problem isn't about a
  /// schema.
  default @Nullable String pointer() {
    return null;
  }

  /// One sentence for people. It may change between versions; [#code()] doesn't.
  default String message() {
    return Messages.of(this);
  }
}
