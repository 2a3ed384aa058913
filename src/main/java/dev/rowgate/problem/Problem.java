package dev.rowgate.problem;

import org.jspecify.annotations.Nullable;

/// Something that is wrong, with the data that says what and where. Leaves are records. Their codes
/// are in one table ([Code]), their texts in another ([Messages]); a text decides nothing.
public sealed interface Problem permits SchemaProblem, InputProblem, RowProblem {

  /// The stable word for this kind of problem.
  default Code code() {
    return Code.of(this);
  }

  /// The word that goes out for it: its code's, or that of the user's own rule.
  default String codeText() {
    return code().id();
  }

  /// The name of the column, or null where the problem belongs to no named column.
  default @Nullable String column() {
    return null;
  }

  /// The position of the cell in its record, from 1; 0 where the problem belongs to no cell.
  default int columnNumber() {
    return 0;
  }

  /// The start of the offending value, or null where there is none.
  default @Nullable Excerpt value() {
    return null;
  }

  /// What would have been right, or null where that says nothing.
  default @Nullable String expected() {
    return null;
  }

  /// The constraint that doesn't hold, by its Table Schema name, or null.
  default @Nullable String constraint() {
    return null;
  }

  /// One sentence for a person. It may change between versions; [#code()] doesn't.
  default String message() {
    return Messages.of(this);
  }
}
