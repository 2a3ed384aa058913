package dev.rowgate.convert;

import java.util.List;

/// The result of converting a description of a table.
public sealed interface Converted {

  /// @param json the Table Schema, indented, with a line end
  /// @param lost parts of the description without an equivalent in a Table Schema, one sentence
  ///   each
  record TableSchema(String json, List<String> lost) implements Converted {
    public TableSchema {
      lost = List.copyOf(lost);
    }
  }

  /// The document describes no table, or several.
  ///
  /// @param why one sentence
  record Refused(String why) implements Converted {}
}
