package dev.rowgate.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.options.Dialect;
import dev.rowgate.options.Labels;
import dev.rowgate.records.RawRecord;
import java.util.ArrayList;
import java.util.List;

/// Makes the labels of the rows of a header: those of one column joined, as Table Dialect has it.
///
/// A row with fewer cells than the longest one gives its last cell to all columns behind: in the
/// standard's example `fruit` stands over `id,name`. A blank cell adds nothing.
public final class HeaderRows {

  private final int count;
  private final String join;
  private final RejectsColumns rejects;
  private int firstCell;
  private final List<List<String>> rows = new ArrayList<>();
  private int columns;

  /// @param dialect says how many rows there are to come
  /// @param rejects of the same dialect
  public HeaderRows(Dialect dialect, RejectsColumns rejects) {
    this.count = dialect.headerRows().size();
    this.join = dialect.headerJoin();
    this.rejects = rejects;
  }

  /// Takes the next one, which isn't broken.
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

  /// The first cell that is no column of a rejects file.
  public int firstCell() {
    return firstCell;
  }

  /// How many columns there are once `next` is added.
  public int columnsWith(RawRecord next) {
    return Math.max(columns, next.cellCount());
  }

  /// At most how many bytes the labels take, all together, once `next` is added; those of a rejects
  /// file's own columns count for nothing. A cell that goes to many columns may make them long.
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

  /// The labels, once all rows are there.
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
