package dev.rowgate.records;

import dev.rowgate.options.Dialect;
import java.util.NavigableSet;
import java.util.TreeSet;

/// Counts rows, and knows by their numbers which are left out: the dialect's `commentRows`, and
/// what stands before the last row of the header and is none.
final class SkippedRows {

  private static final int[] NONE = {};

  private final int[] leftOut;
  private final boolean countsAllLines;
  private int passed;
  private long row;

  SkippedRows(Dialect dialect) {
    this.countsAllLines = dialect.countsAllLines();
    if (dialect.commentRows().isEmpty()
        && (!dialect.header() || dialect.headerRows().getLast() == 1)) {
      leftOut = NONE;
      return;
    }
    NavigableSet<Integer> rows = new TreeSet<>(dialect.commentRows());
    if (dialect.header()) {
      for (int row = 1; row < dialect.headerRows().getLast(); row++) {
        rows.add(row);
      }
      dialect.headerRows().forEach(rows::remove);
    }
    this.leftOut = rows.stream().mapToInt(Integer::intValue).toArray();
  }

  /// A comment or a blank line begins now.
  void passLine() {
    if (countsAllLines) {
      boolean _ = passNext();
    }
  }

  /// Whether the row that begins now is left out.
  boolean passNext() {
    row++;
    if (passed == leftOut.length || leftOut[passed] != row) {
      return false;
    }
    passed++;
    return true;
  }
}
