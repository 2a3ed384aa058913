package dev.rowgate;

import dev.rowgate.lines.Positions;
import dev.rowgate.lines.RowLine;
import dev.rowgate.options.Options;
import dev.rowgate.problem.Nearest;
import dev.rowgate.rows.Column;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Types of the columns of a run, by which the members of a row's line are converted to Java
/// values.
///
/// @param byColumn the names of the types in the order of the output
/// @param columns the names of the columns in this order
record RowTypes(Map<String, String> byColumn, List<String> columns) {

  /// For a run whose columns aren't known yet.
  static final RowTypes UNKNOWN = new RowTypes(Map.of(), List.of());

  static RowTypes of(List<Column> columns, Options options) {
    var byColumn = new LinkedHashMap<String, String>();
    for (String position : Positions.keys(options)) {
      byColumn.put(position, "integer");
    }
    for (Column column : columns) {
      byColumn.put(column.key(), column.field() == null ? "string" : column.field().type().name());
    }
    return new RowTypes(byColumn, List.copyOf(byColumn.keySet()));
  }

  SequencedMap<String, @Nullable Object> values(byte[] line) {
    Map<String, @Nullable Object> members = RowLine.read(line);
    var values = new LinkedHashMap<String, @Nullable Object>();
    // With nulls=omit, a missing value has no member.
    byColumn.forEach((column, type) -> {
      Object member = members.get(column);
      values.put(column, member == null ? null : TypedValue.of(member, type));
    });
    return Collections.unmodifiableSequencedMap(values);
  }

  void check(String column) {
    if (!byColumn.containsKey(column)) {
      String nearest = Nearest.to(column, columns);
      throw new IllegalArgumentException(
          "there is no column '"
              + column
              + "'"
              + (nearest == null ? "" : "; did you mean '" + nearest + "'?"));
    }
  }
}
