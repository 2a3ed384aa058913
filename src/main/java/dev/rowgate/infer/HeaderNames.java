package dev.rowgate.infer;

import dev.rowgate.options.Labels;
import dev.rowgate.rows.HeaderBinding;
import dev.rowgate.rows.RejectsColumns;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Field names derived from header rows. A label that can't be a field name is replaced.
final class HeaderNames {

  private final List<List<String>> rows;
  private final int width;
  private final List<String> names = new ArrayList<>();
  private final List<String> replaced = new ArrayList<>();
  private final int firstCell;

  /// @param rows one header row, or two of which the upper one spans columns of the lower one
  /// @param width the number of columns of the records
  HeaderNames(List<List<String>> rows, int width) {
    this(rows, width, width);
  }

  /// @param gap the index of the first column without a label, if there are too few labels
  HeaderNames(List<List<String>> rows, int width, int gap) {
    this.rows = rows;
    this.width = width;
    int behind = rejectsLabels();
    // A table of nothing but the columns of a rejects file has them as fields; otherwise it would
    // have none.
    this.firstCell = behind < width ? behind : 0;
    Set<String> taken = new HashSet<>();
    int missing = Math.max(0, width - rows.getLast().size());
    for (int cell = firstCell; cell < width; cell++) {
      boolean inGap = cell >= gap && cell < gap + missing;
      String label = inGap ? "" : label(cell < gap ? cell : cell - missing);
      names.add(name(label, cell - firstCell + 1, taken));
    }
  }

  /// The number of leading cells that belong to a rejects file and aren't fields. A file that was
  /// rejected twice has its two columns twice.
  private int rejectsLabels() {
    List<String> labels = rows.getFirst();
    int pair = RejectsColumns.LABELS.size();
    int cell = 0;
    while (rows.size() == 1
        && labels.size() >= cell + pair
        && labels.subList(cell, cell + pair).equals(RejectsColumns.LABELS)) {
      cell += pair;
    }
    return cell;
  }

  /// Returns a column's label. A blank cell of an upper row repeats the cell before it, which spans
  /// both columns.
  private String label(int column) {
    StringBuilder label = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      List<String> row = rows.get(i);
      int at = Math.min(column, row.size() - 1);
      while (i + 1 < rows.size() && !repeats(row) && at > 0 && Labels.isBlank(row.get(at))) {
        at--;
      }
      String cell = column < row.size() || i + 1 < rows.size() ? row.get(at) : "";
      if (!Labels.isBlank(cell)) {
        label.append(label.isEmpty() ? "" : " ").append(cell);
      }
    }
    return label.toString();
  }

  /// Whether a label is repeated for each of its columns, so that blank cells have none.
  private static boolean repeats(List<String> row) {
    return IntStream.range(1, row.size())
        .anyMatch(i -> !Labels.isBlank(row.get(i)) && row.get(i).equals(row.get(i - 1)));
  }

  private String name(String label, int position, Set<String> taken) {
    boolean usable =
        !Labels.isBlank(label) && !HeaderBinding.RESERVED.contains(label) && !taken.contains(label);
    String name = usable ? label : Labels.madeUp(position);
    while (!taken.add(name)) {
      name = name + "_";
    }
    if (!usable) {
      replaced.add(name);
    }
    return name;
  }

  List<String> names() {
    return names;
  }

  /// The replacement names of columns without a usable label.
  List<String> replaced() {
    return replaced;
  }

  int firstCell() {
    return firstCell;
  }

  /// Whether a conversion that reads these rows as its header derives the same names.
  boolean areThoseOfTheEngine() {
    List<String> found = new ArrayList<>();
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    for (int cell = firstCell; cell < columns; cell++) {
      found.add(Labels.nameOf(labelOfTheEngine(cell), cell - firstCell + 1));
    }
    return found.equals(names) && columns == width && rejectsLabels() == firstCell;
  }

  private String labelOfTheEngine(int column) {
    StringBuilder label = new StringBuilder();
    for (List<String> row : rows) {
      String cell = row.get(Math.min(column, row.size() - 1));
      if (!cell.isEmpty()) {
        label.append(label.isEmpty() ? "" : " ").append(cell);
      }
    }
    return label.toString();
  }
}
