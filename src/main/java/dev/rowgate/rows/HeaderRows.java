package dev.rowgate.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.options.Dialect;
import dev.rowgate.options.Labels;
import dev.rowgate.records.RawRecord;
import java.util.ArrayList;
import java.util.List;

/// Builder of the column labels from one or several header rows, whose cells are joined per column
/// (Table Dialect, `headerRows` and `headerJoin`).
///
/// The last cell of a row that is too short applies to all further columns: in the standard's
/// example `fruit` spans `id,name`. Blank cells are ignored.
public final class HeaderRows {

  private final int count;
  private final String join;
  private final RejectsColumns rejects;
  private int firstCell;
  private final List<List<String>> rows = new ArrayList<>();
  private int columns;

  /// @param dialect determines the number of rows
  /// @param rejects for the same dialect
  public HeaderRows(Dialect dialect, RejectsColumns rejects) {
    this.count = dialect.headerRows().size();
    this.join = dialect.headerJoin();
    this.rejects = rejects;
  }

  /// Adds the next row, which must be well-formed.
  public void add(RawRecord row) {
    if (rows.isEmpty()) {
      firstCell = rejects.width(row);
    }
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < row.cellCount(); i++) {
      cells.add(new String(row.cellBytes(i), row.from(i), row.to(i) - row.from(i), UTF_8));
    }
    rows.add(cells);
    columns = columnsWith(row);
  }

  public boolean isComplete() {
    return rows.size() == count;
  }

  /// The index of the first cell after the columns of a rejects file.
  public int firstCell() {
    return firstCell;
  }

  /// The number of columns after adding `next`.
  public int columnsWith(RawRecord next) {
    return Math.max(columns, next.cellCount());
  }

  /// Upper bound on the bytes of all labels after adding `next`, without the columns of a rejects
  /// file. Repeating a cell for many columns can make labels long, so the caller checks a limit
  /// first.
  public long bytesWith(RawRecord next) {
    if (count == 1) {
      return next.length();
    }
    long all = columnsWith(next);
    long bytes = (all - firstCell) * join.getBytes(UTF_8).length * rows.size();
    for (List<String> row : rows) {
      bytes += (all - row.size()) * length(row.getLast());
      for (String cell : row.subList(Math.min(firstCell, row.size()), row.size())) {
        bytes += length(cell);
      }
    }
    int last = next.cellCount() - 1;
    return bytes
        + (next.length() - next.placeFrom(firstCell))
        + (all - 1 - last) * (next.to(last) - next.from(last));
  }

  private static long length(String text) {
    return text.getBytes(UTF_8).length;
  }

  /// The labels; call it only when all rows were added.
  public List<String> labels() {
    List<String> labels = new ArrayList<>();
    for (int column = 0; column < columns; column++) {
      labels.add(label(column));
    }
    return labels;
  }

  private String label(int column) {
    if (count == 1) {
      String cell = rows.getFirst().get(column);
      return Labels.isBlank(cell) ? "" : cell;
    }
    StringBuilder label = new StringBuilder();
    for (List<String> row : rows) {
      String cell = row.get(Math.min(column, row.size() - 1));
      if (!Labels.isBlank(cell)) {
        label.append(label.isEmpty() ? "" : join).append(cell);
      }
    }
    return label.toString();
  }
}
