package dev.rowgate.lines;

import dev.rowgate.problem.InputProblem;
import dev.rowgate.rows.Column;
import java.util.List;

/// The keys of a record's position, with which each row begins under `positions=true`.
public final class Positions {

  public static final String RECORD = "_record";
  public static final String LINE = "_line";
  public static final String BYTE_OFFSET = "_byteOffset";

  /// All of them, in their order.
  static final List<String> KEYS = List.of(RECORD, LINE, BYTE_OFFSET);

  private Positions() {}

  /// The columns that would go out under one of these keys: an object can't hold both.
  public static List<InputProblem> taken(List<Column> columns) {
    return columns.stream()
        .filter(column -> KEYS.contains(column.key()))
        .<InputProblem>map(column -> new InputProblem.PositionColumn(column.key(), column.number()))
        .toList();
  }
}
