package dev.rowgate.rows;

import java.util.List;

/// How the cells of a record become the keys of a row.
///
/// @param all in the order of the output
/// @param cellCount how many cells a record has if none is missing and none extra
public record Columns(List<Column> all, int cellCount) {

  public Columns {
    all = List.copyOf(all);
  }
}
